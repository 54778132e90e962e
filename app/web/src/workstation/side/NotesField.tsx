import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NotesDraft } from "../state/notesDraft";
import type { NotesKeeper } from "../state/notesKeeper";
import classes from "./Side.module.css";

interface NotesFieldProps {
  keeper: NotesKeeper;
  draft: NotesDraft;
  rows: number;
}

const LONGEST = 20_000;

/** The field, and the choice when somebody else has written meanwhile. */
export function NotesField({ keeper, draft, rows }: NotesFieldProps) {
  const { t } = useTranslation("workstation");
  return (
    <Stack gap="xs">
      <Textarea
        label={t("notes.label")}
        placeholder={t("notes.hint")}
        value={draft.text}
        onChange={(event) => keeper.edit(event.currentTarget.value)}
        onBlur={() => void keeper.flush()}
        maxLength={LONGEST}
        autosize
        minRows={rows}
        maxRows={Math.max(rows, 16)}
      />
      {draft.theirs !== null && <Conflict keeper={keeper} theirs={draft.theirs} />}
    </Stack>
  );
}

function Conflict({ keeper, theirs }: { keeper: NotesKeeper; theirs: string }) {
  const { t } = useTranslation("workstation");
  return (
    <div className={classes.conflict} role="alert">
      <Text size="sm" fw={600}>
        {t("notes.conflict")}
      </Text>
      <Text size="sm" className={classes.theirs}>
        {theirs || t("notes.emptied")}
      </Text>
      <Group gap="xs">
        <Button size="xs" onClick={() => keeper.resolve("both")}>
          {t("notes.both")}
        </Button>
        <Button size="xs" variant="default" onClick={() => keeper.resolve("mine")}>
          {t("notes.mine")}
        </Button>
        <Button size="xs" variant="default" onClick={() => keeper.resolve("theirs")}>
          {t("notes.theirs")}
        </Button>
      </Group>
    </div>
  );
}
