import { useMutation, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";
import { refreshSession } from "../../shared/session";
import { notifyFailed, problemText } from "../../shared/ui";

type Schemas = components["schemas"];
export type Billing = Schemas["Billing"];
export type Plan = Schemas["Plan"];
export type Preview = Schemas["Preview"];
export type Excess = Schemas["Excess"];
export type Invoice = Schemas["Invoice"];
export type Usage = Schemas["Usage"];
export type IntervalName = Schemas["Price"]["interval"];
export type CurrencyName = Schemas["Price"]["currency"];
export type PaidPlan = Schemas["Choice"]["plan"];

const PATH = "/api/v1/billing";
const HISTORY = [PATH, "invoices"];
const LIVING = new Set(["active", "trialing", "past_due", "unpaid", "incomplete"]);

export function useBilling() {
  return useQuery({ queryKey: [PATH], queryFn: () => unwrap(api.GET(PATH)) });
}

export function useInvoices() {
  return useQuery({ queryKey: HISTORY, queryFn: () => unwrap(api.GET("/api/v1/billing/invoices")) });
}

export function useNextInvoice(wanted: boolean) {
  return useQuery({
    queryKey: [PATH, "next"],
    queryFn: () => unwrap(api.GET("/api/v1/billing/next-invoice")),
    enabled: wanted,
  });
}

export function useUsage() {
  return useQuery({ queryKey: [PATH, "usage"], queryFn: () => unwrap(api.GET("/api/v1/billing/usage")) });
}

/** What a lower plan, Free among them, would leave over its limits. */
export function useConsequences(plan: Plan["key"], wanted: boolean) {
  return useQuery({
    queryKey: [PATH, "consequences", plan],
    queryFn: () =>
      unwrap(api.GET("/api/v1/billing/consequences", { params: { query: { plan: plan as PaidPlan } } })),
    enabled: wanted,
  });
}

export function isSubscribed(billing: Billing): boolean {
  return billing.subscription !== null && LIVING.has(billing.subscription.status);
}

export function priceOf(plan: Plan, interval: IntervalName, currency: string): number | null {
  return plan.prices.find((p) => p.interval === interval && p.currency === currency)?.amount ?? null;
}

/** Takes a new state over, and lets everything that depends on the plan follow. */
export async function takeOver(billing: Billing): Promise<void> {
  queryClient.setQueryData([PATH], billing);
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: HISTORY }),
    queryClient.invalidateQueries({ queryKey: [PATH, "next"] }),
    queryClient.invalidateQueries({ queryKey: [PATH, "usage"] }),
    refreshSession(),
  ]);
}

/** A change that answers with the new state. */
export function useChange<V>(
  send: (values: V) => Promise<Billing>,
  onDone: (billing: Billing) => void,
  onError?: (error: Error) => void,
) {
  return useMutation({
    mutationFn: send,
    onError,
    onSuccess: async (billing) => {
      await takeOver(billing);
      onDone(billing);
    },
  });
}

/** Leaves for a page of the payment service. */
export function useLeaveFor<V>(ask: (values: V) => Promise<{ url: string }>) {
  return useMutation({
    mutationFn: ask,
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => notifyFailed(problemText(error)),
  });
}

export function useCheckout() {
  return useLeaveFor((body: { plan: PaidPlan; interval: IntervalName; currency: CurrencyName }) =>
    unwrap(api.POST("/api/v1/billing/checkout", { body })),
  );
}

export function usePortal() {
  return useLeaveFor((purpose: "card" | "all") =>
    unwrap(api.POST("/api/v1/billing/portal", { body: { purpose } })),
  );
}
