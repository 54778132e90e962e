import { Group, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../shared/ui";
import type { Domain } from "./data";
import classes from "./domains.module.css";

interface Props {
  domain: Domain;
  /** Where CNAME records point, and the addresses for a domain that cannot have one. */
  target: string;
  addresses: string[];
}

const NO_PROOF = new Set(["nothing_yet", "no_answer", "txt_missing", "txt_other"]);

/** What has to stand in the domain's DNS, ready to be copied. */
export function Records({ domain, target, addresses }: Props) {
  const { t } = useTranslation("domains");
  const { apex, finding, host, state } = domain;
  const active = state === "active";
  return (
    <section aria-label={t("records", { name: domain.name })} className={classes.records}>
      <Text size="sm" c="dimmed">
        {t("recordsText")}
      </Text>
      <Step title={t("proof")} found={active || !NO_PROOF.has(finding)}>
        <Row type="TXT" name={domain.challenge_name} value={domain.challenge} />
      </Step>
      <Step title={t("route")} found={active || finding === "taken"}>
        <Row type={apex ? "ALIAS" : "CNAME"} name={host} value={target} />
        {apex && <Text size="sm">{t("apex")}</Text>}
        {apex && addresses.length > 0 && <Text size="sm">{t("apexAddresses")}</Text>}
        {apex &&
          addresses.map((address) => (
            <Row key={address} type={address.includes(":") ? "AAAA" : "A"} name={host} value={address} />
          ))}
      </Step>
    </section>
  );
}

function Step({ title, found, children }: { title: string; found: boolean; children: React.ReactNode }) {
  const { t } = useTranslation("domains");
  const id = useId();
  return (
    <section className={classes.step} aria-labelledby={id}>
      <Group gap="sm">
        <Title order={3} size="h5" id={id}>
          {title}
        </Title>
        {found && (
          <Text size="sm" className={classes.found}>
            <IconCircleCheck size={16} aria-hidden /> {t("found")}
          </Text>
        )}
      </Group>
      {children}
    </section>
  );
}

function Row({ type, name, value }: { type: string; name: string; value: string }) {
  const { t } = useTranslation("domains");
  return (
    <dl className={classes.row}>
      <div>
        <dt>{t("type")}</dt>
        <dd>{type}</dd>
      </div>
      <div>
        <dt>{t("host")}</dt>
        <dd>
          <code>{name}</code>
          <CopyButton value={name} label={t("copyHost")} compact />
        </dd>
      </div>
      <div>
        <dt>{t("value")}</dt>
        <dd>
          <code>{value}</code>
          <CopyButton value={value} label={t("copyValue")} compact />
        </dd>
      </div>
    </dl>
  );
}
