import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { type BackgroundChoice, choiceKey } from "../media/background/choice";
import type { LocalMedia } from "../media/local";
import { useLocal } from "./useCall";

export interface BackgroundOption {
  readonly key: string;
  readonly label: string;
  readonly choice: BackgroundChoice;
  /** The address of its picture, where it is one. */
  readonly image?: string;
}

/** What a person can have behind them, and what is chosen now. */
export function useBackgroundOptions(local: LocalMedia) {
  const { t } = useTranslation("call");
  const { choice, images, preset } = useLocal(local).background;
  const pictures = images.map(({ id, name, url }): BackgroundOption => {
    const own: BackgroundChoice = { kind: "image", id, url };
    return { key: choiceKey(own), label: name, choice: own, image: url };
  });
  const first = preset ? [presetOption(t, preset.name, preset.url)] : [];
  const options = [...first, ...plainOptions(t), ...pictures];
  // Without a choice of the department, leaving it to the department means none.
  const chosen = choice.kind === "default" && !preset ? "none" : choiceKey(choice);
  const choose = (key: string | null) => {
    const option = options.find((one) => one.key === key);
    if (option) local.background.choose(option.choice);
  };
  return { options, chosen, choose };
}

function presetOption(t: TFunction<"call">, name: string, image: string): BackgroundOption {
  return { key: "default", label: t("background.default", { name }), choice: { kind: "default" }, image };
}

function plainOptions(t: TFunction<"call">): BackgroundOption[] {
  return [
    { key: "none", label: t("background.none"), choice: { kind: "none" } },
    { key: "blur-light", label: t("background.blur-light"), choice: { kind: "blur", strength: "light" } },
    { key: "blur-strong", label: t("background.blur-strong"), choice: { kind: "blur", strength: "strong" } },
  ];
}
