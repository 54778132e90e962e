import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { fileProblem, fileSize, MOST_BYTES, type Upload } from "./attachments";

export type StartUpload = (file: File, progress: (part: number) => void) => Upload<unknown>;

export interface ActiveUpload {
  readonly name: string;
  /** 0–1. */
  readonly part: number;
  readonly cancel: () => void;
}

/** One file at a time: what runs, and what went wrong with the last one in the person's words. */
export function useUpload(upload: StartUpload) {
  const { t, i18n } = useTranslation("call");
  const [active, setActive] = useState<ActiveUpload | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const start = useCallback(
    async (file: File | null) => {
      if (!file) return;
      const refusal = fileProblem(file);
      const limit = fileSize(MOST_BYTES, i18n.language);
      setProblem(refusal && t(`chat.${refusal}`, { name: file.name, limit }));
      if (refusal) return;
      const progress = (part: number) => setActive((now) => now && { ...now, part });
      const { done, cancel } = upload(file, progress);
      setActive({ name: file.name, part: 0, cancel });
      await done.catch((error) => setProblem(textOf(error) ?? t("chat.failed")));
      setActive(null);
    },
    [upload, t, i18n.language],
  );
  return { active, problem, start: (file: File | null) => void start(file) };
}

/** What the server says about the file is for the person; a cancelled upload needs no words. */
function textOf(error: unknown): string | null {
  if (isProblem(error)) return error.fieldErrors.file ?? null;
  return error instanceof DOMException && error.name === "AbortError" ? "" : null;
}
