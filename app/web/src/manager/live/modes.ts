import { type Icon, IconEar, IconEye, IconUserPlus } from "@tabler/icons-react";
import type { components } from "../../shared/api/schema.gen";

type Schemas = components["schemas"];

export type LiveCall = Schemas["LiveCall"];
export type Supervision = Schemas["Supervision"];
export type Mode = Supervision["mode"];

/** From unseen to taking part. */
export const MODES: readonly { readonly mode: Mode; readonly icon: Icon }[] = [
  { mode: "monitor", icon: IconEye },
  { mode: "whisper", icon: IconEar },
  { mode: "barge", icon: IconUserPlus },
];

export const ICONS = Object.fromEntries(MODES.map(({ mode, icon }) => [mode, icon])) as Record<Mode, Icon>;

export function isMode(text: unknown): text is Mode {
  return MODES.some(({ mode }) => mode === text);
}
