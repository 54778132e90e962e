import { redirect } from "@tanstack/react-router";
import { loadSession } from "../../shared/session";
import { allowedPages } from "../pages";
import { HOME_PATH, SIGN_IN_PATH } from "./paths";

/** Lets only signed-in people pass; the others sign in first and come back to `wanted`. */
export async function requireSession(wanted: string): Promise<void> {
  if (await loadSession()) return;
  throw redirect({ to: SIGN_IN_PATH, search: wanted === HOME_PATH ? {} : { next: wanted } });
}

/** Sign-in is for those who are not; the others go on to where they wanted. */
export async function skipWhenSignedIn(next: string | undefined): Promise<void> {
  if (await loadSession()) throw redirect({ to: safeNext(next), replace: true });
}

/** `/`: the first page of the panel that this person may see, else the Workstation. */
export async function home(): Promise<void> {
  const session = await loadSession();
  // Nothing is allowed yet; the page itself shows what to do first.
  if (session?.needs_second_factor) return;
  const [first] = allowedPages(session?.permissions ?? []);
  throw redirect({ to: first?.to ?? "/workstation", replace: true });
}

/** Only addresses of this app are followed after sign-in. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : HOME_PATH;
}
