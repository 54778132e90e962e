import { Anchor, Stack, Text, Title } from "@mantine/core";
import { IconHistory, IconSparkles } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { number } from "../../shared/format";
import { Facts, StateBadge, TimeAgo } from "../../shared/ui";
import type { Call } from "../types";
import { CallHistory } from "./CallHistory";
import { formFacts } from "./formFacts";
import classes from "./Side.module.css";
import { TagsField } from "./TagsField";
import { useCallTags } from "./useCallTags";

/** The client's record, what they wrote in the form, the tags of this call, and earlier calls. */
export function ClientTab({ call }: { call: Call }) {
  const { t } = useTranslation("workstation");
  return (
    <Stack gap="lg" className={classes.scroll}>
      <Card call={call} />
      <Form call={call} />
      <CallTags call={call} />
      <section aria-label={t("history.label")}>
        <Title order={3} mb="sm">
          {t("history.label")}
        </Title>
        <CallHistory clientId={call.client.id} except={call.id} />
      </section>
    </Stack>
  );
}

function Card({ call: { client } }: { call: Call }) {
  const { t } = useTranslation("workstation");
  return (
    <section aria-label={t("side.client")} className={classes.card}>
      <div>
        <Title order={3} className={classes.wrap}>
          {client.name}
        </Title>
        <StateBadge
          tone={client.returning ? "gray" : "green"}
          icon={client.returning ? IconHistory : IconSparkles}
          label={t(client.returning ? "client.returning" : "client.firstTime")}
        />
      </div>
      <Facts
        items={[
          [
            t("client.email"),
            client.email && <Anchor href={`mailto:${client.email}`}>{client.email}</Anchor>,
          ],
          [t("client.phone"), client.phone && <Anchor href={`tel:${client.phone}`}>{client.phone}</Anchor>],
          [t("client.calls"), number(client.total_calls)],
          [t("client.lastCall"), <TimeAgo key="last" at={client.last_call_at} />],
          [t("client.tags"), client.tags.join(", ") || t("client.noTags")],
        ]}
      />
    </section>
  );
}

/** Only what the record does not say already. */
function Form({ call }: { call: Call }) {
  const { t } = useTranslation("workstation");
  const facts = formFacts(call, t);
  if (facts.length === 0) return null;
  return (
    <section aria-label={t("form.label")}>
      <Title order={3} mb="sm">
        {t("form.label")}
      </Title>
      <Facts items={facts} />
    </section>
  );
}

function CallTags({ call }: { call: Call }) {
  const { tags, change } = useCallTags(call);
  const { t } = useTranslation("workstation");
  return (
    <div>
      <TagsField tags={tags} suggestions={call.client.tags} onChange={change} />
      <Text size="xs" c="dimmed" mt={4}>
        {t("tags.saved")}
      </Text>
    </div>
  );
}
