import i18next from "i18next";
import { isProblem } from "../api/problem";
import { serverText } from "../i18n/server";

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
  const detail = error.document.detail ?? Object.values(error.fieldErrors)[0] ?? "";
  const said = serverText(detail, error.kind);
  const key = said === detail ? keyOf(error.status) : null;
  return key ? i18next.t(key) : said || i18next.t("error.conflict");
}
