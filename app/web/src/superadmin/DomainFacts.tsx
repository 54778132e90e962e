import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DomainFinding, DomainState } from "../shared/domains/DomainState";
import { TimeAgo } from "../shared/ui";
import type { CompanyDetail } from "./company";
import { Section } from "./Section";

/** The company's own domains, and what DNS says about them. */
export function DomainFacts({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("superadmin");
  return (
    <Section title={t("domains.title")}>
      {company.domains.length === 0 && <Text c="dimmed">{t("domains.none")}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {company.domains.map((domain) => (
          <li key={domain.id}>
            <Group gap="sm">
              <Text fw={500} style={{ overflowWrap: "anywhere" }}>
                {domain.name}
              </Text>
              <DomainState domain={domain} />
              {domain.primary && <Badge variant="light">{t("domains.primary")}</Badge>}
            </Group>
            <DomainFinding domain={domain} />
            <Text size="sm" c="dimmed">
              {t("domains.checked")} <TimeAgo at={domain.looked_at} />
            </Text>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
