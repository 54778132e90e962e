import { api, unwrap } from "../shared/api/client";
import type { components } from "../shared/api/schema.gen";

export type Signup = components["schemas"]["Signup"];

const KEY = "voki.signup";

/** The sign-up's secret outlives a reload and the way to the payment page, and ends with the tab. */
export function keptToken(): string | null {
  return sessionStorage.getItem(KEY);
}

export function keepToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
}

const at = (token: string) => ({ params: { path: { token } } });

export const look = (token: string) => unwrap(api.GET("/api/v1/signups/{token}", at(token)));
export const sendAgain = (token: string) => unwrap(api.POST("/api/v1/signups/{token}/code", at(token)));
export const verify = (token: string, code: string) =>
  unwrap(api.PUT("/api/v1/signups/{token}/verification", { ...at(token), body: { code } }));
export const chooseAddress = (token: string, slug: string) =>
  unwrap(api.PUT("/api/v1/signups/{token}/address", { ...at(token), body: { slug } }));
export const paymentPage = (token: string) => unwrap(api.POST("/api/v1/signups/{token}/payment", at(token)));
export const checkPayment = (token: string) => unwrap(api.PUT("/api/v1/signups/{token}/payment", at(token)));
export const chooseFree = (token: string) => unwrap(api.PUT("/api/v1/signups/{token}/free", at(token)));
export const wayIn = (token: string) => unwrap(api.POST("/api/v1/signups/{token}/entrance", at(token)));

export const addressFor = (query: { slug?: string; name?: string }) =>
  unwrap(api.GET("/api/v1/signup-address", { params: { query } }));

/** While something is being made or paid, it is asked for again and again. */
export function lookAgainMs(signup: Signup | undefined, paid: boolean): number | false {
  if (!signup) return false;
  if (signup.state === "provisioning") return 700;
  if (signup.state === "email") return 3_000;
  return signup.state === "payment" && paid ? 2_000 : false;
}
