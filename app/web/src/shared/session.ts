import { useQuery } from "@tanstack/react-query";
import { api, setCsrfToken, unwrap } from "./api/client";
import { isProblem } from "./api/problem";
import { queryClient } from "./api/query";
import type { Role, Session } from "./api/types";
import { boot } from "./boot";

const KEY = ["session"];

/** From most to least. */
export const ROLES: Role[] = ["owner", "manager", "supervisor", "attendant"];

async function fetchSession(): Promise<Session | null> {
  try {
    const session = await unwrap(api.GET("/api/v1/session"));
    setCsrfToken(session.csrf_token);
    return session;
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  }
}

const sessionQuery = { queryKey: KEY, queryFn: fetchSession, staleTime: Number.POSITIVE_INFINITY };

if (boot.session !== undefined) queryClient.setQueryData(KEY, boot.session);

/** Asks the server again, after something that changes what the person may do. */
export async function refreshSession(): Promise<void> {
  await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

/** After a change for the whole company: everything that is shown may depend on it. */
export async function followSession(): Promise<void> {
  // Where the company is not served at present, whatever asks next is told so.
  await refreshSession().catch(() => undefined);
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** Who is signed in, from the page or else from the server. */
export function loadSession(): Promise<Session | null> {
  return queryClient.ensureQueryData(sessionQuery);
}

export function useMaybeSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

/** The session below the signed-in routes, where there always is one. */
export function useSession(): Session {
  const session = useMaybeSession();
  if (!session) throw new Error("useSession is for signed-in pages");
  return session;
}

/** The IANA zone in which the company's days and times are told. */
export function useCompanyZone(): string {
  return useSession().company?.time_zone ?? "UTC";
}

export function useCan(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}

/** Whether the signed-in person manages people of a role: an Owner everybody, the others those below. */
export function useManages(): (role: Role) => boolean {
  const own = useSession().person.role as Role;
  return (role) => own === "owner" || ROLES.indexOf(role) > ROLES.indexOf(own);
}

/** Takes over a new session after sign-in, or its end. Everything cached belonged to the old one. */
export function replaceSession(session: Session | null): void {
  queryClient.clear();
  if (session) setCsrfToken(session.csrf_token);
  queryClient.setQueryData(KEY, session);
}

export function updateSession(change: (session: Session) => Session): void {
  queryClient.setQueryData<Session | null>(KEY, (session) => (session ? change(session) : session));
}

/** Whether the page is a member of the platform's staff's, inside the company. */
export function isSupport(): boolean {
  return queryClient.getQueryData<Session | null>(KEY)?.audience === "support";
}

export async function signOut(): Promise<void> {
  await api.DELETE("/api/v1/session");
  replaceSession(null);
}
