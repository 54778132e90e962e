import i18next from "i18next";
import { isProblem } from "../api/problem";

function keyOf(status: number) {
  if (status === 0) return "error.network";
  if (status === 403) return "error.forbidden";
  if (status === 404) return "error.notFound";
  if (status === 429) return "error.tooMany";
  return status >= 500 ? "error.server" : null;
}

/** What happened and what to do, in the person's words and language. */
export function problemText(error: unknown): string {
  if (!isProblem(error)) return i18next.t("error.server");
  const key = keyOf(error.status);
  if (key) return i18next.t(key);
  return error.document.detail || i18next.t("error.conflict");
}
