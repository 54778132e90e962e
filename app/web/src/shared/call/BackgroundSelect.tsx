import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
import { BackgroundNotice } from "./BackgroundNotice";
import { useBackgroundOptions } from "./backgroundOptions";
import { useLocal } from "./useCall";

/** The same choice as in the call, made before it: nobody sees the room meanwhile. */
export function BackgroundSelect({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { options, chosen, choose } = useBackgroundOptions(local);
  const { camera } = useLocal(local);
  if (!camera.on) return null;
  return (
    <>
      <Select
        label={t("background.label")}
        data={options.map(({ key, label }) => ({ value: key, label }))}
        value={chosen}
        onChange={choose}
      />
      <BackgroundNotice local={local} />
    </>
  );
}
