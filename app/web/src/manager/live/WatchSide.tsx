import { Anchor, ScrollArea, Stack, Tabs, Text, Title } from "@mantine/core";
import { IconMessageCircle, IconNotes, IconUser } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CallDetail } from "../../shared/api/types";
import { ChatLine } from "../../shared/call/ChatLine";
import { ChatPanel } from "../../shared/call/ChatPanel";
import chat from "../../shared/call/ChatPanel.module.css";
import type { ChatMessage } from "../../shared/call/types";
import { number } from "../../shared/format";
import { Facts, TimeAgo } from "../../shared/ui";
import { attachmentUrl, sendFile, sendMessage } from "./commands";
import classes from "./live.module.css";

interface WatchSideProps {
  call: CallDetail;
  messages: readonly ChatMessage[];
  /** Our own seat; without one the chat is for reading only. */
  seat: number | null;
}

/** Who the client is, what is written and what is noted, beside the pictures. */
export function WatchSide({ call, messages, seat }: WatchSideProps) {
  const { t } = useTranslation("supervision");
  return (
    <Tabs defaultValue="client" classNames={{ root: classes.tabs, panel: classes.panel }} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="client" leftSection={<IconUser size={16} aria-hidden />}>
          {t("side.client")}
        </Tabs.Tab>
        <Tabs.Tab value="chat" leftSection={<IconMessageCircle size={16} aria-hidden />}>
          {t("side.chat")}
        </Tabs.Tab>
        <Tabs.Tab value="notes" leftSection={<IconNotes size={16} aria-hidden />}>
          {t("side.notes")}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="client">
        <ClientCard call={call} />
      </Tabs.Panel>
      <Tabs.Panel value="chat">
        {seat === null ? (
          <ReadOnlyChat callId={call.id} messages={messages} />
        ) : (
          <ChatPanel
            messages={messages}
            me={seat}
            onSend={(text) => sendMessage(call.id, text)}
            upload={(file, progress) => sendFile(call.id, file, progress)}
            attachmentUrl={({ id }) => attachmentUrl(call.id, id)}
          />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="notes">
        <Notes call={call} />
      </Tabs.Panel>
    </Tabs>
  );
}

function ClientCard({ call }: { call: CallDetail }) {
  const { t } = useTranslation("supervision");
  const { client, form } = call;
  const reason = typeof form.reason === "string" ? form.reason : "";
  return (
    <Stack gap="md" className={classes.scroll}>
      <Title order={2} size="h3" className={classes.wrap}>
        {client.name}
      </Title>
      <Facts
        items={[
          [t("side.reason"), reason],
          [t("side.email"), client.email && <Anchor href={`mailto:${client.email}`}>{client.email}</Anchor>],
          [t("side.phone"), client.phone && <Anchor href={`tel:${client.phone}`}>{client.phone}</Anchor>],
          [t("side.calls"), number(client.total_calls)],
          [t("side.lastCall"), <TimeAgo key="last" at={client.last_call_at} />],
          [t("side.tags"), [...new Set([...client.tags, ...call.tags])].join(", ")],
        ]}
      />
    </Stack>
  );
}

function ReadOnlyChat({ callId, messages }: { callId: number; messages: readonly ChatMessage[] }) {
  const { t } = useTranslation(["supervision", "call"]);
  return (
    <section className={chat.panel} aria-label={t("call:chat.label")}>
      <ScrollArea className={chat.scroll} viewportProps={{ tabIndex: 0 }}>
        {messages.length === 0 && (
          <Text p="md" ta="center" c="dimmed">
            {t("call:chat.empty")}
          </Text>
        )}
        <div role="log" className={chat.lines}>
          {messages.map((message, index) => (
            <ChatLine
              key={message.id}
              message={message}
              own={false}
              follows={messages[index - 1]?.from.participant_id === message.from.participant_id}
              attachmentUrl={({ id }) => attachmentUrl(callId, id)}
            />
          ))}
        </div>
      </ScrollArea>
      <Text size="sm" c="dimmed" p="sm">
        {t("side.readOnly")}
      </Text>
    </section>
  );
}

function Notes({ call }: { call: CallDetail }) {
  const { t } = useTranslation("supervision");
  return (
    <Text className={`${classes.scroll} ${classes.notes}`} c={call.notes ? undefined : "dimmed"}>
      {call.notes || t("side.noNotes")}
    </Text>
  );
}
