import type { Brand, Session } from "./api/types";

export type Language = "en" | "pt-BR";
export type HostKind = "company" | "platform";

/** What the company shows beside its sign-in form, where it has chosen something. */
export interface WelcomeBrand {
  login_image_url?: string | null;
  login_text?: string | null;
}

export interface BootCompany {
  name: string;
  slug: string;
  brand: Brand & WelcomeBrand;
  /** Whether pages name the product beside the company. */
  powered_by?: boolean;
}

/** What the server writes into the page so that the first paint needs no request. */
export interface Boot {
  csrf_token?: string;
  session?: Session | null;
  company?: BootCompany | null;
  language: Language;
  host_kind: HostKind;
}

function read(): Boot {
  const text = document.getElementById("boot")?.textContent;
  return text ? JSON.parse(text) : { language: "en", host_kind: "company" };
}

/** The boot data of this page; it never changes while the page lives. */
export const boot: Boot = read();

/** The nonce that the page's policy grants to style elements made by scripts. */
export const styleNonce: string | undefined =
  document.querySelector<HTMLElement>("meta[property=csp-nonce]")?.nonce || undefined;

// The library that stops the page from scrolling behind a dialog looks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
