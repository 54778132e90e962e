import { ActionIcon, Button, Modal, Stack, Text, Textarea, TextInput, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CannedReply, cleanKey } from "./cannedReplies";
import classes from "./Side.module.css";

interface CannedEditorProps {
  opened: boolean;
  onClose: () => void;
  replies: readonly CannedReply[];
  keep: (replies: CannedReply[]) => void;
}

/** Adds and removes the person's canned replies. */
export function CannedEditor({ opened, onClose, replies, keep }: CannedEditorProps) {
  const { t } = useTranslation(["workstation", "shared"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("canned.title")}
      closeButtonProps={{ "aria-label": t("shared:close") }}
    >
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          {t("canned.text")}
        </Text>
        {replies.length > 0 && (
          <ul className={classes.cannedRows}>
            {replies.map((reply) => (
              <CannedRow
                key={reply.id}
                reply={reply}
                onRemove={() => keep(replies.filter((one) => one !== reply))}
              />
            ))}
          </ul>
        )}
        <NewReply onAdd={(reply) => keep([...replies.filter(({ key }) => key !== reply.key), reply])} />
      </Stack>
    </Modal>
  );
}

function CannedRow({ reply, onRemove }: { reply: CannedReply; onRemove: () => void }) {
  const { t } = useTranslation("workstation");
  const label = t("canned.remove", { key: reply.key });
  return (
    <li className={classes.cannedRow}>
      <div className={classes.cannedRowText}>
        <Text size="sm" fw={600}>
          /{reply.key}
        </Text>
        <Text size="sm" className={classes.theirs}>
          {reply.text}
        </Text>
      </div>
      <Tooltip label={label}>
        <ActionIcon size={32} aria-label={label} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}

function NewReply({ onAdd }: { onAdd: (reply: CannedReply) => void }) {
  const { t } = useTranslation("workstation");
  const [key, setKey] = useState("");
  const [text, setText] = useState("");
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!key || !text.trim()) return;
    onAdd({ id: crypto.randomUUID(), key, text: text.trim() });
    setKey("");
    setText("");
  };
  return (
    <form onSubmit={add}>
      <Stack gap="sm">
        <TextInput
          label={t("canned.key")}
          description={t("canned.keyHint")}
          leftSection="/"
          value={key}
          onChange={(event) => setKey(cleanKey(event.currentTarget.value))}
        />
        <Textarea
          label={t("canned.reply")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={4_000}
          autosize
          minRows={2}
          maxRows={6}
        />
        <Button type="submit" variant="default" disabled={!key || !text.trim()}>
          {t("canned.add")}
        </Button>
      </Stack>
    </form>
  );
}
