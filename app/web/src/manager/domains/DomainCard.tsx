import { Badge, Button, Group, Paper, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { DomainFinding, DomainState } from "../../shared/domains/DomainState";
import { isProven } from "../../shared/domains/state";
import { TimeAgo } from "../../shared/ui";
import { type Domain, type Domains, useCheck } from "./data";
import classes from "./domains.module.css";
import { PrimaryButton } from "./PrimaryButton";
import { Records } from "./Records";
import { RemoveButton } from "./RemoveButton";

interface Props {
  domain: Domain;
  domains: Domains;
}

/** One domain: how far it is, what was found, and the records that it needs. */
export function DomainCard({ domain, domains }: Props) {
  const { t } = useTranslation("domains");
  const done = domain.state === "active";
  const [opened, { toggle }] = useDisclosure(false);
  const shown = opened || !done;
  return (
    <Paper withBorder p="lg" component="section" aria-label={domain.name} className={classes.card}>
      <Group gap="sm">
        <Title order={2} size="h4" style={{ overflowWrap: "anywhere" }}>
          {domain.name}
        </Title>
        <DomainState domain={domain} />
        {domain.primary && <Badge variant="light">{t("primary")}</Badge>}
      </Group>
      <div role="status">
        <DomainFinding domain={domain} />
        <Consequence domain={domain} />
        <Checked domain={domain} />
      </div>
      {shown && <Records domain={domain} target={domains.target} addresses={domains.addresses} />}
      <Group gap="sm">
        <CheckButton domain={domain} />
        {isProven(domain) && domain.served && !domain.preferred && <PrimaryButton domain={domain} />}
        {done && (
          <Button variant="subtle" onClick={toggle} aria-expanded={opened}>
            {t(opened ? "hidden" : "shown")}
          </Button>
        )}
        <RemoveButton domain={domain} firstHost={domains.first_host} />
      </Group>
    </Paper>
  );
}

function Consequence({ domain: { state } }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  return state === "failing" || state === "disabled" ? <Text>{t(state)}</Text> : null;
}

function Checked({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const stopped = domain.state.startsWith("waiting") && !domain.looking && domain.next_look_at === null;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      {domain.looked_at ? (
        <>
          {t("checked")} <TimeAgo at={domain.looked_at} />
        </>
      ) : (
        t("never")
      )}
      {stopped && ` · ${t("stopped")}`}
    </Text>
  );
}

function CheckButton({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const check = useCheck(domain.id);
  const busy = check.isPending || domain.looking;
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={() => check.mutate()}
      disabled={busy}
    >
      {t(busy ? "checking" : "check")}
    </Button>
  );
}
