import type { BrandFile, Branding, BrandingWrite } from "../../shared/api/types";
import { COLOR_NAMES, type Look } from "../../shared/look";

export interface BrandingValues extends Look {
  logo: BrandFile | null;
  favicon: BrandFile | null;
  login_image: BrandFile | null;
  login_text: string;
  email_header: string;
  email_footer: string;
}

export function valuesOf(branding: Branding): BrandingValues {
  const { logo, favicon, login_image, login_text, email_header, email_footer } = branding;
  return { ...lookOf(branding), logo, favicon, login_image, login_text, email_header, email_footer };
}

export function lookOf(source: Look): Look {
  const colors = Object.fromEntries(COLOR_NAMES.map((name) => [name, source[name]]));
  return { ...colors, font: source.font } as Look;
}

export function writeOf(values: BrandingValues, version: number): BrandingWrite {
  const { logo, favicon, login_image, ...rest } = values;
  const pictures = {
    logo_id: logo?.id ?? null,
    favicon_id: favicon?.id ?? null,
    login_image_id: login_image?.id ?? null,
  };
  return { ...rest, ...pictures, version };
}
