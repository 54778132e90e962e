import { contrast, readableOn } from "./colors";
import { Store } from "./realtime/store";

export const COLOR_NAMES = ["primary", "secondary", "accent", "background", "text", "sidebar"] as const;
export type ColorName = (typeof COLOR_NAMES)[number];
export const FONTS = ["inter", "roboto", "open-sans", "poppins", "lato"] as const;
export type Font = (typeof FONTS)[number];

export type Look = Record<ColorName, string> & { font: Font };

/** Text of normal size that people can read (WCAG AA). */
export const READABLE = 4.5;

/** What the fonts' own style sheets call them. */
export const FACES: Record<Font, string> = {
  inter: "Inter Variable",
  roboto: "Roboto Variable",
  "open-sans": "Open Sans Variable",
  poppins: "Poppins",
  lato: "Lato",
};

/** Fetched only when somebody tries another font; a page comes with its own. */
const SHEETS: Record<Font, () => Promise<unknown>> = {
  inter: () => import("@fontsource-variable/inter"),
  roboto: () => import("@fontsource-variable/roboto"),
  "open-sans": () => import("@fontsource-variable/open-sans"),
  poppins: () => Promise.all([import("@fontsource/poppins/400.css"), import("@fontsource/poppins/600.css")]),
  lato: () => Promise.all([import("@fontsource/lato/400.css"), import("@fontsource/lato/700.css")]),
};

/** The look that this page wears beside what it was served with; null is nothing else. */
export const wornLook = new Store<Look | null>(null);

/** Dresses the running page as the server would dress the next one; null takes it off again. */
export function wear(look: Look | null): void {
  const { style } = document.documentElement;
  for (const name of COLOR_NAMES) {
    setOrRemove(style, `--brand-${name}`, look && shownColor(look, name));
    setOrRemove(style, `--brand-${name}-contrast`, look && readableOn(shownColor(look, name)));
  }
  setOrRemove(style, "--font-face", look && `"${FACES[look.font]}"`);
  if (look) void SHEETS[look.font]();
  wornLook.set(look);
}

/** Text that could not be read on its background is not used. */
function shownColor(look: Look, name: ColorName): string {
  if (name !== "text" || contrast(look.text, look.background) >= READABLE) return look[name];
  return readableOn(look.background);
}

function setOrRemove(style: CSSStyleDeclaration, name: string, value: string | null): void {
  if (value === null) style.removeProperty(name);
  else style.setProperty(name, value);
}
