import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DateTime } from "../shared/ui";
import type { CompanyDetail } from "./company";
import { exceptionTexts } from "./exceptions";
import { Section } from "./Section";

type Change = CompanyDetail["changes"][number];

interface Details {
  reason?: string;
  /** Plans before and after. */
  plan?: [string, string] | string;
  after?: Partial<CompanyDetail["overrides"]>;
}

function usePlan(details: Details): { from: string; to: string } {
  const { t } = useTranslation("shared");
  const [from, to] = Array.isArray(details.plan) ? details.plan : ["free", "free"];
  return { from: t(`plan.${from as "free"}`), to: t(`plan.${to as "free"}`) };
}

function ChangeLine({ change }: { change: Change }) {
  const { t } = useTranslation("superadmin");
  const details = change.details as Details;
  const { limits = {}, features = {}, reason } = details.after ?? {};
  const exceptions = exceptionTexts(t, { limits, features });
  const why = details.reason ?? reason;
  return (
    <li>
      <Text fw={500}>{t(`changes.${change.action as "company.plan_changed"}`, usePlan(details))}</Text>
      {exceptions.length > 0 && <Text size="sm">{exceptions.join(" · ")}</Text>}
      {why && <Text style={{ overflowWrap: "anywhere" }}>{why}</Text>}
      <Text size="sm" c="dimmed">
        {change.actor_name || t("changes.itself")} · <DateTime at={change.at} />
      </Text>
    </li>
  );
}

/** What staff did to the company, and why. */
export function Changes({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("superadmin");
  return (
    <Section title={t("changes.title")}>
      {company.changes.length === 0 && <Text c="dimmed">{t("changes.none")}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {company.changes.map((change) => (
          <ChangeLine key={change.id} change={change} />
        ))}
      </Stack>
    </Section>
  );
}
