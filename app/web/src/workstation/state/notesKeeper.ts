import { Store } from "../../shared/realtime";
import {
  editNotes,
  hearNotes,
  type NotesChoice,
  type NotesDraft,
  resolveNotes,
  sendNotes,
  settleNotes,
  startNotes,
  wantsSaving,
} from "./notesDraft";

const PAUSE_MS = 800;
const RETRY_MS = 5_000;

/** Saves the notes of one call whenever the person stops typing for a moment. */
export class NotesKeeper {
  readonly draft: Store<NotesDraft>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    notes: string,
    private readonly save: (text: string) => Promise<unknown>,
  ) {
    this.draft = new Store(startNotes(notes));
  }

  edit(text: string): void {
    this.draft.set(editNotes(this.draft.get(), text));
    this.#later(PAUSE_MS);
  }

  hear(notes: string): void {
    this.draft.set(hearNotes(this.draft.get(), notes));
  }

  resolve(choice: NotesChoice): void {
    this.draft.set(resolveNotes(this.draft.get(), choice));
    this.#later(0);
  }

  /** Saves at once, for example when the field is left. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (!wantsSaving(this.draft.get())) return;
    const sent = sendNotes(this.draft.get());
    this.draft.set(sent);
    const ok = await this.save(sent.text).then(
      () => true,
      () => false,
    );
    this.draft.set(settleNotes(this.draft.get(), ok));
    if (wantsSaving(this.draft.get())) this.#later(ok ? PAUSE_MS : RETRY_MS);
  }

  /** Saves nothing more: the closing dialog has sent the last word. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #later(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), delay);
  }
}
