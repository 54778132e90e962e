import { Button, Group, Text } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./form.module.css";

interface SaveBarProps {
  dirty: boolean;
  busy: boolean;
  errorCount: number;
  /** What went wrong with the whole form, not with one field. */
  error?: string | null;
  onDiscard: () => void;
}

function Said({ dirty, errorCount, error }: Pick<SaveBarProps, "dirty" | "errorCount" | "error">) {
  const { t } = useTranslation();
  const problem = error ?? (errorCount > 0 ? t("form.fix", { count: errorCount }) : null);
  if (problem) {
    return (
      <Group gap={8} role="alert" wrap="nowrap" className={classes.problem}>
        <IconAlertCircle size={18} aria-hidden />
        <Text span inherit>
          {problem}
        </Text>
      </Group>
    );
  }
  return (
    <Text c="dimmed" role="status">
      {t(dirty ? "form.unsaved" : "form.allSaved")}
    </Text>
  );
}

/** Stays in sight at the bottom of a form. */
export function SaveBar({ dirty, busy, errorCount, error, onDiscard }: SaveBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.saveBar}>
      <div className={classes.said}>
        <Said {...{ dirty, errorCount, error }} />
      </div>
      <Group gap="sm" wrap="nowrap">
        {dirty && (
          <Button variant="subtle" color="gray" onClick={onDiscard} disabled={busy}>
            {t("form.discard")}
          </Button>
        )}
        <Button type="submit" loading={busy} disabled={!dirty}>
          {t("save")}
        </Button>
      </Group>
    </div>
  );
}
