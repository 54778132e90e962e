import createClient, { type Middleware } from "openapi-fetch";
import { boot } from "../boot";
import { ApiProblem, OFFLINE, type ProblemDocument } from "./problem";
import type { paths } from "./schema.gen";

let csrfToken = boot.csrf_token ?? boot.session?.csrf_token ?? "";
const signedOutListeners = new Set<() => void>();

/** Takes over the token of a new session; every later write carries it. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function csrfHeader(): Record<string, string> {
  return csrfToken ? { "X-CSRF-Token": csrfToken } : {};
}

/** Calls `listener` when the server says that the session is over. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

const planListeners = new Set<(problem: ApiProblem) => void>();

/** Calls `listener` with every refusal that came from the plan: a limit, or a feature it lacks. */
export function onPlanProblem(listener: (problem: ApiProblem) => void): () => void {
  planListeners.add(listener);
  return () => planListeners.delete(listener);
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get("content-type")?.includes("problem+json");
  if (isProblem) return new ApiProblem((await response.json()) as ProblemDocument);
  return new ApiProblem({ type: "about:blank", title: response.statusText, status: response.status });
}

const guard: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") {
      for (const [name, value] of Object.entries(csrfHeader())) request.headers.set(name, value);
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.kind === "not-signed-in") for (const listener of signedOutListeners) listener();
    if (problem.planLimit || problem.planFeature) for (const listener of planListeners) listener(problem);
    throw problem;
  },
  onError: ({ error }) => (error instanceof ApiProblem ? error : new ApiProblem(OFFLINE)),
};

/** The typed client of `/api/v1`. Unsuccessful answers throw `ApiProblem`. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  fetch: (request) => window.fetch(request),
});
api.use(guard);

/** The body of a successful answer; the client has already thrown for any other. */
export async function unwrap<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
