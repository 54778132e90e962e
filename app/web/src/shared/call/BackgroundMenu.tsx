import { Menu } from "@mantine/core";
import { IconBackground } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { LocalMedia } from "../media/local";
import classes from "./Background.module.css";
import { type BackgroundOption, useBackgroundOptions } from "./backgroundOptions";
import { ControlButton } from "./ControlButton";

interface BackgroundMenuProps {
  local: LocalMedia;
  withLabel?: boolean;
}

/** The button of the call bar that chooses what stands behind the person. */
export function BackgroundMenu({ local, withLabel }: BackgroundMenuProps) {
  const { t } = useTranslation("call");
  const { options, chosen, choose } = useBackgroundOptions(local);
  return (
    <Menu position="top" width={280}>
      <Menu.Target>
        <ControlButton label={t("background.label")} icon={IconBackground} withLabel={withLabel} />
      </Menu.Target>
      <Menu.Dropdown className={classes.options}>
        <Menu.Label>{t("background.hint")}</Menu.Label>
        <Menu.RadioGroup value={chosen} onChange={choose}>
          {options.map((option) => (
            <Menu.RadioItem key={option.key} value={option.key} closeMenuOnClick>
              <Option {...option} />
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function Option({ label, image }: BackgroundOption) {
  if (!image) return label;
  return (
    <span className={classes.option}>
      <img className={classes.sample} src={image} alt="" loading="lazy" />
      {label}
    </span>
  );
}
