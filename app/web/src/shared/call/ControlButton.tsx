import { Tooltip, UnstyledButton, type UnstyledButtonProps } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ComponentPropsWithRef } from "react";
import classes from "./ControlBar.module.css";

/** What a menu gives to the button that opens it. */
type TargetProps = Omit<ComponentPropsWithRef<"button">, "onClick"> & UnstyledButtonProps;

export interface ControlButtonProps extends TargetProps {
  label: string;
  icon: Icon;
  onClick?: () => void;
  /** off: something of ours is switched off. active: it runs. danger: ends the call. */
  tone?: "off" | "active" | "danger";
  /** The words under the icon, for those who use this once in their life. */
  withLabel?: boolean;
  disabled?: boolean;
  describedBy?: string;
  /** Shown over the corner of the icon, told by `describedBy`. */
  badge?: string;
}

/** One round button of a call. Its name says what a press does. */
export function ControlButton(props: ControlButtonProps) {
  const { label, icon: IconOf, tone, withLabel = false, describedBy, badge, ...button } = props;
  return (
    <Tooltip label={label} disabled={withLabel}>
      <UnstyledButton
        {...button}
        className={classes.button}
        data-tone={tone}
        aria-label={label}
        aria-describedby={describedBy}
      >
        <span className={classes.circle} data-badge={badge}>
          <IconOf size={22} stroke={1.8} aria-hidden />
        </span>
        {withLabel && (
          <span className={classes.label} aria-hidden>
            {label}
          </span>
        )}
      </UnstyledButton>
    </Tooltip>
  );
}
