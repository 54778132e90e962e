import { contrast } from "../../shared/colors";
import { COLOR_NAMES, type ColorName, type Look, READABLE } from "../../shared/look";

/** Each is used for letters on the background; the sidebar's letters are picked by us. */
const ON_BACKGROUND = ["primary", "secondary", "accent", "text"] as const;

export interface Contrast {
  readonly name: (typeof ON_BACKGROUND)[number];
  /** As people write it: 3.2 of 3.2:1. */
  readonly ratio: number;
}

const COLOR = /^#[0-9a-f]{6}$/i;

/** The colours that would be hard to read, rounded down, so that 4.49 is not told as 4.5. */
export function poorContrasts(look: Record<ColorName, string>): Contrast[] {
  return ON_BACKGROUND.filter((name) => COLOR.test(look[name]) && COLOR.test(look.background))
    .map((name) => ({ name, ratio: contrast(look[name], look.background) }))
    .filter(({ ratio }) => ratio < READABLE)
    .map(({ name, ratio }) => ({ name, ratio: Math.floor(ratio * 10) / 10 }));
}

/** A look that can be worn: while a colour is being typed, the last good one stays. */
export function wearable(look: Look): boolean {
  return COLOR_NAMES.every((name) => COLOR.test(look[name]));
}
