import { Badge, Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { number } from "../shared/format";
import classes from "./CompanyPage.module.css";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";
import { colorOfUse } from "./UseBar";

type Limit = NonNullable<CompanyDetail["limits"]>[number];

function shareOf({ used, maximum }: Limit): number {
  if (used === null || maximum === null) return 0;
  if (maximum === 0) return used > 0 ? 101 : 0;
  return (100 * used) / maximum;
}

function Line({ limit }: { limit: Limit }) {
  const { t } = useTranslation(["superadmin", "companies", "shared"]);
  const name = t(`overrides.limits.${limit.limit as "attendants"}`);
  const maximum = limit.maximum === null ? t("overrides.unlimited") : number(limit.maximum);
  const text = limit.used === null ? maximum : `${number(limit.used)} / ${maximum}`;
  const share = shareOf(limit);
  return (
    <li>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text>{name}</Text>
        <Group gap={8} wrap="nowrap">
          {limit.overridden && (
            <Badge variant="light" tt="none">
              {t("companies:page.exception")}
            </Badge>
          )}
          <Text fw={500} data-figures style={{ whiteSpace: "nowrap" }}>
            {text}
          </Text>
        </Group>
      </Group>
      {limit.used !== null && limit.maximum !== null && (
        <Progress
          value={Math.min(100, share)}
          color={colorOfUse(share)}
          size="sm"
          mt={6}
          aria-label={`${name}: ${text}`}
        />
      )}
    </li>
  );
}

/** Each limit with what is in use, counted as the page was opened. */
export function UsageFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("companies");
  return (
    <Section title={t("page.usage")}>
      {company.limits === null ? (
        <Text c="dimmed">{t("page.notServed")}</Text>
      ) : (
        <ul className={classes.lines}>
          {company.limits.map((limit) => (
            <Line key={limit.limit} limit={limit} />
          ))}
        </ul>
      )}
    </Section>
  );
}
