import { Anchor, Text } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fileSize } from "./attachments";
import classes from "./ChatPanel.module.css";
import type { ChatAttachment, ChatMessage } from "./types";

interface ChatLineProps {
  message: ChatMessage;
  own: boolean;
  /** The line before is of the same person, whose name then stands there already. */
  follows: boolean;
  attachmentUrl: (attachment: ChatAttachment) => string;
}

export function ChatLine({ message, own, follows, attachmentUrl }: ChatLineProps) {
  const { t, i18n } = useTranslation("call");
  const at = new Date(message.sent_at);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short" }).format(at);
  return (
    <div className={classes.line} data-line data-own={own || undefined}>
      {!follows && (
        <Text size="xs" fw={600}>
          {own ? t("chat.you") : message.from.name}
        </Text>
      )}
      <div className={classes.bubble}>
        {message.text && <Text className={classes.text}>{message.text}</Text>}
        {message.attachment && (
          <FileLink file={message.attachment} href={attachmentUrl(message.attachment)} />
        )}
      </div>
      <Text component="time" dateTime={message.sent_at} size="xs" c="dimmed">
        {time}
      </Text>
    </div>
  );
}

function FileLink({ file, href }: { file: ChatAttachment; href: string }) {
  const { i18n } = useTranslation("call");
  return (
    <Anchor className={classes.file} href={href} target="_blank" rel="noopener">
      <IconFile size={20} aria-hidden />
      <span className={classes.fileName}>{file.name}</span>{" "}
      <span className={classes.fileSize}>{fileSize(file.size, i18n.language)}</span>
    </Anchor>
  );
}
