import { Button, Group, Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./list.module.css";
import type { Selection } from "./selection";

interface BulkBarProps {
  selection: Selection;
  children: ReactNode;
}

/** What can be done with the ticked rows; it comes up from the bottom. */
export function BulkBar({ selection, children }: BulkBarProps) {
  const { t } = useTranslation();
  if (selection.size === 0) return null;
  return (
    <Paper
      className={classes.bulk}
      shadow="md"
      withBorder
      role="region"
      aria-label={t("list.selected", { count: selection.size })}
    >
      <Text fw={600} data-figures>
        {t("list.selected", { count: selection.size })}
      </Text>
      <Group gap="sm">{children}</Group>
      <Button variant="subtle" color="gray" onClick={selection.clear}>
        {t("list.clearSelection")}
      </Button>
    </Paper>
  );
}
