import type { GuestView, VisitView } from "./entrance";

/** Why the form was not taken: fields to correct, too many attempts, a locked room, or no way through. */
export interface Refusal {
  readonly kind: "invalid" | "busy" | "locked" | "failed";
  readonly fields: readonly string[];
}

/** Neither member: the link itself has changed, and the page says more about it. */
export interface FormAnswer {
  readonly view?: VisitView | GuestView;
  readonly refusal?: Refusal;
}

const FAILED: FormAnswer = { refusal: { kind: "failed", fields: [] } };

/** Sends the form to its address, with the browser's own time zone. */
export async function sendForm(address: string, data: FormData): Promise<FormAnswer> {
  data.set("time_zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(Object.fromEntries(data)),
    });
    return answerOf(response.status, await response.json());
  } catch {
    return FAILED;
  }
}

/** What an answer of the server means for the page. */
export function answerOf(status: number, body: { errors?: object; type?: string }): FormAnswer {
  if (status === 200) return { view: body as VisitView | GuestView };
  if (status === 422) return { refusal: { kind: "invalid", fields: Object.keys(body.errors ?? {}) } };
  if (status === 429) return { refusal: { kind: "busy", fields: [] } };
  if (body.type?.endsWith("/room-locked")) return { refusal: { kind: "locked", fields: [] } };
  if (body.type?.endsWith("/too-many-asking")) return { refusal: { kind: "busy", fields: [] } };
  return status === 404 || status === 409 || status === 410 ? {} : FAILED;
}
