import { Button, VisuallyHidden } from "@mantine/core";
import { IconMicrophone, IconMicrophoneOff } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";

interface PushToTalkProps {
  talking: boolean;
  disabled?: boolean;
  onBegin: () => void;
  onEnd: () => void;
}

const TYPING = "input, textarea, select, button, a, [contenteditable], [role=slider], [role=tab]";

/** Speaks for as long as it, or the space bar, is held down. */
export function PushToTalk({ talking, disabled, onBegin, onEnd }: PushToTalkProps) {
  const { t } = useTranslation("supervision");
  useSpaceBar(onBegin, onEnd);
  const key = (act: () => void) => (event: KeyboardEvent) => {
    if (event.code !== "Space") return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) act();
  };
  const Icon = talking ? IconMicrophone : IconMicrophoneOff;
  return (
    <>
      <Button
        size="sm"
        variant={talking ? "filled" : "default"}
        leftSection={<Icon size={18} aria-hidden />}
        disabled={disabled}
        aria-pressed={talking}
        style={{ touchAction: "none", userSelect: "none", flex: "none" }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          onBegin();
        }}
        onPointerUp={onEnd}
        onPointerCancel={onEnd}
        onContextMenu={(event) => event.preventDefault()}
        onKeyDown={key(onBegin)}
        onKeyUp={key(onEnd)}
        onBlur={onEnd}
      >
        {t("coached.hold")}
      </Button>
      <VisuallyHidden role="status">{talking ? t("coached.talking") : ""}</VisuallyHidden>
    </>
  );
}

/** Held anywhere on the page but where a space means something else. */
function useSpaceBar(onBegin: () => void, onEnd: () => void): void {
  useEffect(() => {
    const isFree = ({ code, target }: globalThis.KeyboardEvent) =>
      code === "Space" && !(target instanceof Element && target.closest(TYPING));
    const down = (event: globalThis.KeyboardEvent) => {
      if (!isFree(event)) return;
      event.preventDefault();
      if (!event.repeat) onBegin();
    };
    const up = (event: globalThis.KeyboardEvent) => event.code === "Space" && onEnd();
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", onEnd);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", onEnd);
    };
  }, [onBegin, onEnd]);
}
