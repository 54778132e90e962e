import { recall, remember } from "../../storage";
import { browserOf } from "../browser";

/** A picture of the company that can stand behind a person. */
export interface BackgroundImage {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}

export type Blur = "light" | "strong";

/** What a person picked. `default` leaves it to the department. */
export type BackgroundChoice =
  | { readonly kind: "default" | "none" }
  | { readonly kind: "blur"; readonly strength: Blur }
  | { readonly kind: "image"; readonly id: number; readonly url: string };

/** What really stands behind the person; null is their own room. */
export type Backdrop =
  | { readonly kind: "blur"; readonly strength: Blur }
  | { readonly kind: "image"; readonly url: string };

const KEY = "background";
const LEFT_TO_DEPARTMENT: BackgroundChoice = { kind: "default" };

export function rememberedBackground(): BackgroundChoice {
  return recall<BackgroundChoice>(KEY, LEFT_TO_DEPARTMENT);
}

export function rememberBackground(choice: BackgroundChoice): void {
  remember(KEY, choice);
}

/** `preset` is the department's picture. Safari is slow at this, so there nothing happens by itself. */
export function backdropOf(
  choice: BackgroundChoice,
  preset: BackgroundImage | null,
  userAgent: string = navigator.userAgent,
): Backdrop | null {
  if (choice.kind === "blur" || choice.kind === "image") return choice;
  if (choice.kind === "none" || !preset) return null;
  const browser = browserOf(userAgent);
  return browser === "safari" || browser === "ios" ? null : { kind: "image", url: preset.url };
}

export function sameChoice(one: BackgroundChoice, other: BackgroundChoice): boolean {
  return choiceKey(one) === choiceKey(other);
}

/** A word for each choice, as lists need it. */
export function choiceKey(choice: BackgroundChoice): string {
  if (choice.kind === "blur") return `blur-${choice.strength}`;
  return choice.kind === "image" ? `image-${choice.id}` : choice.kind;
}
