import { csrfHeader } from "../api/client";
import { ApiProblem, OFFLINE, type ProblemDocument } from "../api/problem";

export const MOST_BYTES = 20 * 1024 * 1024;

/** For the file dialog, and a first word to the person; the server decides by the content. */
export const ACCEPTED = [
  ...[".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".zip", ".doc", ".docx", ".xlsx", ".pptx"],
  ...[".mp3", ".wav", ".mp4", ".webm", ".txt", ".csv"],
];

export type FileProblem = "emptyFile" | "tooLarge" | "wrongType";

/** What speaks against sending this file, before a byte of it travels. */
export function fileProblem(file: Pick<File, "name" | "size">): FileProblem | null {
  const name = file.name.toLowerCase();
  if (!ACCEPTED.some((ending) => name.endsWith(ending))) return "wrongType";
  if (file.size === 0) return "emptyFile";
  return file.size > MOST_BYTES ? "tooLarge" : null;
}

export interface Upload<T> {
  readonly done: Promise<T>;
  cancel(): void;
}

/**
 * Sends one file as the field `file` of a form. `progress` is told 0–1; `done` rejects with an
 * `ApiProblem`, or with an `AbortError` after `cancel`. (`fetch` cannot tell how far it is.)
 */
export function uploadFile<T>(
  url: string,
  file: File,
  progress: (part: number) => void,
  headers: Record<string, string> = csrfHeader(),
): Upload<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () =>
      request.status < 300 ? resolve(request.response as T) : reject(problemOf(request));
    request.onerror = () => reject(new ApiProblem(OFFLINE));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
  });
  request.open("POST", url);
  request.responseType = "json";
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  const form = new FormData();
  form.append("file", file);
  request.send(form);
  return { done, cancel: () => request.abort() };
}

function problemOf(request: XMLHttpRequest): ApiProblem {
  const body = request.response as ProblemDocument | null;
  if (body?.type) return new ApiProblem(body);
  return new ApiProblem({ type: "about:blank", title: request.statusText, status: request.status });
}

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "840 kB" in the person's language. */
export function fileSize(bytes: number, locale: string): string {
  const step = bytes >= 1e9 ? 3 : bytes >= 1e6 ? 2 : bytes >= 1e3 ? 1 : 0;
  const format = {
    style: "unit",
    unit: UNITS[step],
    unitDisplay: "short",
    maximumFractionDigits: step >= 2 ? 1 : 0,
  };
  return new Intl.NumberFormat(locale, format as Intl.NumberFormatOptions).format(bytes / 1000 ** step);
}
