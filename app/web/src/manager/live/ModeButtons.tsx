import { Box, Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./live.module.css";
import { MODES, type Mode } from "./modes";

interface ModeButtonsProps {
  label: string;
  /** The mode that is on now; none in the list. */
  current?: Mode;
  /** The plan lacks supervision: pressing tells so. */
  locked?: boolean;
  disabled?: boolean;
  size?: string;
  onChoose: (mode: Mode) => void;
}

/** The three ways into a call. */
export function ModeButtons(props: ModeButtonsProps) {
  const { label, current, locked, disabled, size = "compact-sm", onChoose } = props;
  const { t } = useTranslation("supervision");
  return (
    <Box className={classes.modes} role="group" aria-label={label}>
      {MODES.map(({ mode, icon: IconOf }) => (
        <Button
          key={mode}
          size={size}
          variant={current === mode ? "filled" : "default"}
          leftSection={locked ? <IconLock size={14} aria-hidden /> : <IconOf size={16} aria-hidden />}
          title={t(`modes.${mode}Hint`)}
          aria-pressed={current ? current === mode : undefined}
          disabled={disabled}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(mode);
          }}
        >
          {t(`modes.${mode}`)}
        </Button>
      ))}
    </Box>
  );
}
