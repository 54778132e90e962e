/** Notes that are typed here while others may write them too. */
export interface NotesDraft {
  /** What the server had when we last agreed. */
  readonly base: string;
  readonly text: string;
  /** On its way to the server. */
  readonly sending: string | null;
  /** What somebody else wrote meanwhile; nothing is saved until the person has chosen. */
  readonly theirs: string | null;
  readonly failed: boolean;
}

export type NotesChoice = "mine" | "theirs" | "both";

export function startNotes(notes: string): NotesDraft {
  return { base: notes, text: notes, sending: null, theirs: null, failed: false };
}

export function editNotes(draft: NotesDraft, text: string): NotesDraft {
  return text === draft.text ? draft : { ...draft, text };
}

/** The server's newest word; our own comes back as an echo. */
export function hearNotes(draft: NotesDraft, notes: string): NotesDraft {
  if (notes === draft.base) return draft;
  if (notes === draft.sending || notes === draft.text) return { ...draft, base: notes, theirs: null };
  if (draft.text === draft.base) return { ...draft, base: notes, text: notes };
  return { ...draft, theirs: notes };
}

export function resolveNotes(draft: NotesDraft, choice: NotesChoice): NotesDraft {
  if (draft.theirs === null) return draft;
  const { theirs, text } = draft;
  const chosen = { mine: text, theirs, both: `${theirs}\n\n${text}` }[choice];
  return { ...draft, base: theirs, text: chosen, theirs: null };
}

export function wantsSaving(draft: NotesDraft): boolean {
  return draft.text !== draft.base && draft.sending === null && draft.theirs === null;
}

export function sendNotes(draft: NotesDraft): NotesDraft {
  return { ...draft, sending: draft.text };
}

/** The answer to what was sent; a failure leaves it to be sent again. */
export function settleNotes(draft: NotesDraft, ok: boolean): NotesDraft {
  const base = ok && draft.sending !== null && draft.theirs === null ? draft.sending : draft.base;
  return { ...draft, base, sending: null, failed: !ok };
}
