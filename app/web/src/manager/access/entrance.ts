import { redirect } from "@tanstack/react-router";
import { loadSession } from "../../shared/session";
import { allowedPages } from "../pages";

/** Lets only signed-in people pass; the others sign in first and come back to `wanted`. */
export async function requireSession(wanted: string): Promise<void> {
  const session = await loadSession();
  if (session) return;
  throw redirect({ to: "/sign-in", search: wanted === "/" ? {} : { next: wanted } });
}

/** `/`: the first page of the panel that this person may see, else the Workstation. */
export async function home(): Promise<never> {
  const session = await loadSession();
  const [first] = allowedPages(session?.permissions ?? []);
  throw redirect({ to: first?.to ?? "/workstation", replace: true });
}

/** Only addresses of this app are followed after sign-in. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}
