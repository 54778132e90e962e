import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNotes } from "../state/notes";
import type { NotesDraft } from "../state/notesDraft";
import type { Call } from "../types";
import { NotesField } from "./NotesField";
import classes from "./Side.module.css";

/** Notes on this call, saved while they are typed. */
export function NotesTab({ call }: { call: Call }) {
  const { keeper, draft } = useNotes(call);
  return (
    <Stack gap="xs" className={classes.scroll}>
      <NotesField keeper={keeper} draft={draft} rows={12} />
      <SaveState draft={draft} />
    </Stack>
  );
}

function SaveState({ draft }: { draft: NotesDraft }) {
  const { t } = useTranslation("workstation");
  const saved = draft.text === draft.base && draft.sending === null;
  const word = draft.failed && !saved ? "failed" : saved ? "saved" : "saving";
  return (
    <Text size="sm" c={word === "failed" ? "error" : "dimmed"} role="status">
      {draft.theirs === null && (draft.text !== "" || word === "failed") ? t(`notes.${word}`) : ""}
    </Text>
  );
}
