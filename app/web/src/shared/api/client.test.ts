import { afterEach, expect, test, vi } from "vitest";
import { api, onSignedOut, setCsrfToken, unwrap } from "./client";
import { isProblem } from "./problem";

function answerWith(status: number, body: unknown, type = "application/json") {
  const fetch = vi.fn(
    async (_request: Request) =>
      new Response(status === 204 ? null : JSON.stringify(body), {
        status,
        headers: { "content-type": type },
      }),
  );
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

afterEach(() => vi.unstubAllGlobals());

test("writes carry the token of the session, reads do not", async () => {
  const fetch = answerWith(204, null);
  setCsrfToken("abc");
  await api.DELETE("/api/v1/session");
  await api.GET("/api/v1/session");
  const [write, read] = fetch.mock.calls.map(([request]) => request as Request);
  expect(write?.headers.get("X-CSRF-Token")).toBe("abc");
  expect(read?.headers.has("X-CSRF-Token")).toBe(false);
});

test("a refused form becomes a problem with an error for each field", async () => {
  answerWith(
    422,
    { type: "https://x/invalid", title: "Invalid", status: 422, errors: { name: ["Too long", "Odd"] } },
    "application/problem+json",
  );
  const error = await unwrap(api.POST("/api/v1/departments", { body: {} as never })).catch((e: unknown) => e);
  expect(isProblem(error, "invalid") && error.fieldErrors).toEqual({ name: "Too long" });
});

test("a plan limit keeps its figures", async () => {
  answerWith(
    403,
    {
      type: "https://x/plan-limit",
      title: "Limit",
      status: 403,
      limit: "departments",
      current: 3,
      maximum: 3,
    },
    "application/problem+json",
  );
  const error = await api.GET("/api/v1/departments").catch((e: unknown) => e);
  expect(isProblem(error) && error.planLimit?.maximum).toBe(3);
});

test("a session that is over is announced once per answer", async () => {
  answerWith(401, { type: "https://x/not-signed-in", title: "-", status: 401 }, "application/problem+json");
  const listener = vi.fn();
  const stop = onSignedOut(listener);
  await api.GET("/api/v1/departments").catch(() => undefined);
  stop();
  expect(listener).toHaveBeenCalledOnce();
});

test("a request that never arrives is a problem with status 0", async () => {
  vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("network")));
  const error = await api.GET("/api/v1/departments").catch((e: unknown) => e);
  expect(isProblem(error) && error.status).toBe(0);
});
