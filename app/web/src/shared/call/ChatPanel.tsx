import { ScrollArea, Stack, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ParticipantId } from "../media/session";
import { ChatComposer, type ChatComposerProps } from "./ChatComposer";
import { ChatLine } from "./ChatLine";
import classes from "./ChatPanel.module.css";
import type { ChatAttachment, ChatMessage } from "./types";

interface ChatPanelProps extends ChatComposerProps {
  messages: readonly ChatMessage[];
  me: ParticipantId | null;
  /** Address that leads to the file. */
  attachmentUrl: (attachment: ChatAttachment) => string;
}

/** The written side of a call: lines, files and the field to write in. */
export function ChatPanel({ messages, me, attachmentUrl, ...composer }: ChatPanelProps) {
  const { t } = useTranslation("call");
  const viewport = useRef<HTMLDivElement>(null);
  useFollowEnd(viewport, messages);
  return (
    <section className={classes.panel} aria-label={t("chat.label")}>
      <ScrollArea className={classes.scroll} viewportRef={viewport} viewportProps={{ tabIndex: 0 }}>
        {messages.length === 0 && <EmptyChat />}
        <div role="log" className={classes.lines}>
          {messages.map((message, index) => (
            <ChatLine
              key={message.id}
              message={message}
              own={message.from.participant_id === me}
              follows={messages[index - 1]?.from.participant_id === message.from.participant_id}
              attachmentUrl={attachmentUrl}
            />
          ))}
        </div>
      </ScrollArea>
      <ChatComposer {...composer} />
    </section>
  );
}

function EmptyChat() {
  const { t } = useTranslation("call");
  return (
    <Stack gap={4} p="md" ta="center">
      <Text fw={500}>{t("chat.empty")}</Text>
      <Text c="dimmed" size="sm">
        {t("chat.emptyHint")}
      </Text>
    </Stack>
  );
}

/** Further up than this the person reads, and must not be pulled down. */
const NEAR_END_PX = 120;

function useFollowEnd(
  viewport: React.RefObject<HTMLDivElement | null>,
  messages: readonly ChatMessage[],
): void {
  const shown = useRef(0);
  useEffect(() => {
    const element = viewport.current;
    if (!element || messages.length === shown.current) return;
    const first = shown.current === 0;
    shown.current = messages.length;
    const left = element.scrollHeight - element.scrollTop - element.clientHeight;
    const added = element.querySelector("[data-line]:last-child")?.clientHeight ?? 0;
    if (first || left - added < NEAR_END_PX) element.scrollTop = element.scrollHeight;
  }, [viewport, messages]);
}
