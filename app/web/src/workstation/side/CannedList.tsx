import { Button, Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CannedReply } from "./cannedReplies";
import classes from "./Side.module.css";

interface CannedListProps {
  replies: readonly CannedReply[];
  onTake: (text: string) => void;
  onEdit: () => void;
}

/** What a slash offers; Tab from the message field leads here. */
export function CannedList({ replies, onTake, onEdit }: CannedListProps) {
  const { t } = useTranslation("workstation");
  return (
    <section className={classes.canned} aria-label={t("canned.title")}>
      {replies.map(({ id, key, text }) => (
        <UnstyledButton key={id} className={classes.cannedLine} onClick={() => onTake(text)}>
          <Text span size="sm" fw={600}>
            /{key}
          </Text>
          <Text span size="sm" c="dimmed" truncate>
            {text}
          </Text>
        </UnstyledButton>
      ))}
      {replies.length === 0 && (
        <div className={classes.cannedNone}>
          <Text size="sm" c="dimmed">
            {t("canned.none")}
          </Text>
          <Button size="xs" variant="default" onClick={onEdit}>
            {t("canned.add")}
          </Button>
        </div>
      )}
    </section>
  );
}
