import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DateTime } from "../shared/ui";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";

type Change = CompanyDetail["changes"][number];

/** What staff did to the company, and why. */
export function Changes({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("superadmin");
  return (
    <Section title={t("changes.title")}>
      {company.changes.length === 0 && <Text c="dimmed">{t("changes.none")}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {company.changes.map((change) => (
          <li key={change.id}>
            <Text fw={500}>{t(`changes.${change.action as "company.closed"}`)}</Text>
            {reasonOf(change) && <Text>{reasonOf(change)}</Text>}
            <Text size="sm" c="dimmed">
              {change.actor_name} · <DateTime at={change.at} />
            </Text>
          </li>
        ))}
      </Stack>
    </Section>
  );
}

function reasonOf({ details }: Change): string | undefined {
  const found = details as { reason?: string; after?: { reason?: string } };
  return found.reason ?? found.after?.reason;
}
