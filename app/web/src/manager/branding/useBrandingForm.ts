import { type UseFormReturnType, useForm } from "@mantine/form";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Branding } from "../../shared/api/types";
import { boot } from "../../shared/boot";
import { type Look, wear, wornLook } from "../../shared/look";
import { refreshSession } from "../../shared/session";
import { notifyDone, useSubmit } from "../../shared/ui";
import { wearable } from "./contrasts";
import { type BrandingValues, lookOf, valuesOf, writeOf } from "./values";

export type BrandingForm = UseFormReturnType<BrandingValues>;

export const BRANDING_KEY = ["/api/v1/branding"];

/** The form of the page. What is chosen is worn by the whole panel at once, and taken off unsaved. */
export function useBrandingForm(branding: Branding) {
  const { t } = useTranslation("manager");
  const form = useForm<BrandingValues>({ initialValues: valuesOf(branding) });
  // A look that this tab has saved before stays on.
  const kept = useRef<Look | null>(wornLook.get());
  usePreview(form.values, form.isDirty() || kept.current !== null, kept);

  const take = async (saved: Branding) => {
    kept.current = lookOf(saved);
    queryClient.setQueryData(BRANDING_KEY, saved);
    form.setInitialValues(valuesOf(saved));
    form.reset();
    dressTab(saved);
    await refreshSession();
  };
  const submit = useSubmit(form, async (values: BrandingValues) => {
    await take(await unwrap(api.PUT("/api/v1/branding", { body: writeOf(values, branding.version) })));
    notifyDone(t("branding.saved"));
  });
  const revert = async () => {
    await take(await unwrap(api.DELETE("/api/v1/branding")));
    notifyDone(t("branding.reverted"));
  };
  return { form, submit, revert };
}

function usePreview(values: BrandingValues, on: boolean, kept: { current: Look | null }): void {
  const worn = JSON.stringify(lookOf(values));
  useEffect(() => {
    const look = JSON.parse(worn) as Look;
    if (on && wearable(look)) wear(look);
    else if (!on) wear(null);
  }, [worn, on]);
  useEffect(() => () => wear(kept.current), [kept]);
}

/** What a new page would be served with: its icon, and what the sign-in shows after signing out. */
function dressTab(saved: Branding): void {
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (icon && saved.favicon) icon.href = saved.favicon.url;
  if (!boot.company) return;
  Object.assign(boot.company.brand, lookOf(saved), {
    logo_url: saved.logo?.url ?? null,
    favicon_url: saved.favicon?.url ?? null,
    login_image_url: saved.login_image?.url ?? null,
    login_text: saved.login_text,
  });
}
