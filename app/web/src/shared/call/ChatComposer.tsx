import { ActionIcon, FileButton, Group, Progress, Text, Textarea, Tooltip } from "@mantine/core";
import { IconPaperclip, IconSend2, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { ACCEPTED } from "./attachments";
import classes from "./ChatPanel.module.css";
import { type ActiveUpload, type StartUpload, useUpload } from "./useUpload";

const MOST_CHARACTERS = 4_000;

export interface ChatComposerProps {
  /** Rejects when the message was not sent; the text then stays in the field. */
  onSend: (text: string) => Promise<unknown>;
  upload: StartUpload;
  disabled?: boolean;
  fieldRef?: Ref<HTMLTextAreaElement>;
  /** What is written can be led from outside, for example by canned replies. */
  draft?: { readonly text: string; readonly setText: (text: string) => void };
}

export function ChatComposer({ onSend, upload, disabled, fieldRef, draft }: ChatComposerProps) {
  const { t } = useTranslation("call");
  const own = useState("");
  const [text, setText] = draft ? [draft.text, draft.setText] : own;
  const [failed, setFailed] = useState(false);
  const files = useUpload(upload);

  const send = async () => {
    const said = text.trim();
    if (!said) return;
    setText("");
    setFailed(false);
    try {
      await onSend(said);
    } catch {
      setText(said);
      setFailed(true);
    }
  };
  const problem = files.problem ?? (failed ? t("chat.failed") : null);

  return (
    <div className={classes.composer}>
      {problem && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
      {files.active && <UploadLine upload={files.active} />}
      <Group gap={4} align="flex-end" wrap="nowrap">
        <AttachButton disabled={disabled || files.active !== null} onPick={files.start} />
        <Textarea
          ref={fieldRef}
          className={classes.field}
          aria-label={t("chat.field")}
          placeholder={t("chat.placeholder")}
          value={text}
          maxLength={MOST_CHARACTERS}
          autosize
          minRows={1}
          maxRows={6}
          disabled={disabled}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={sendOnEnter(send)}
        />
        <Tooltip label={t("chat.send")}>
          <ActionIcon
            size={40}
            variant="filled"
            color="brand"
            aria-label={t("chat.send")}
            disabled={disabled || text.trim() === ""}
            onClick={() => void send()}
          >
            <IconSend2 size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
    </div>
  );
}

/** Enter sends, Shift and Enter begins a new line; Enter that ends a composed letter does neither. */
function sendOnEnter(send: () => Promise<void>) {
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
}

function AttachButton({ disabled, onPick }: { disabled?: boolean; onPick: (file: File | null) => void }) {
  const { t } = useTranslation("call");
  return (
    <FileButton onChange={onPick} accept={ACCEPTED.join(",")} disabled={disabled}>
      {(props) => (
        <Tooltip label={t("chat.attach")}>
          <ActionIcon {...props} size={40} aria-label={t("chat.attach")} disabled={disabled}>
            <IconPaperclip size={20} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}

function UploadLine({ upload }: { upload: ActiveUpload }) {
  const { t } = useTranslation("call");
  const label = t("chat.uploading", { name: upload.name });
  return (
    <Group gap={8} wrap="nowrap">
      <div className={classes.uploading}>
        <Text size="sm" truncate>
          {label}
        </Text>
        <Progress.Root size="sm">
          <Progress.Section value={upload.part * 100} aria-label={label} />
        </Progress.Root>
      </div>
      <ActionIcon size={32} aria-label={t("chat.cancelUpload")} onClick={upload.cancel}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
