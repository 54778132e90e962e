import { ActionIcon, Button, Text, Tooltip } from "@mantine/core";
import { IconMicrophone, IconMicrophoneOff, IconPhoneCall } from "@tabler/icons-react";
import { Link, useLocation } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLocal } from "../shared/call/useCall";
import type { LocalMedia } from "../shared/media/local";
import { useServerNow } from "../shared/realtime";
import { Elapsed } from "../shared/ui";
import { WORKSTATION_PATH } from "./paths";
import { useLiveCall } from "./state/liveCall";
import type { Call } from "./types";
import classes from "./WorkstationHost.module.css";

/** On other pages: the call goes on, and this is the way back to it. */
export function FloatingCallBar({ call, carried }: { call: Call; carried: boolean }) {
  const { t } = useTranslation("workstation");
  const away = useLocation({ select: ({ pathname }) => pathname !== WORKSTATION_PATH });
  const live = useLiveCall();
  if (!away) return null;
  return (
    <section className={classes.floating} aria-label={t("floating.label")}>
      <IconPhoneCall size={20} aria-hidden />
      <div className={classes.floatingText}>
        <Text size="sm" fw={600} truncate>
          {call.client.name}
        </Text>
        <Text size="xs" c="dimmed">
          {carried ? <Running call={call} /> : t("floating.elsewhere")}
        </Text>
      </div>
      {live && <MuteButton local={live.handle.local} />}
      <Button component={Link} to={WORKSTATION_PATH} size="xs">
        {carried ? t("floating.back") : t("floating.take")}
      </Button>
    </section>
  );
}

function Running({ call }: { call: Call }) {
  const now = useServerNow();
  return <Elapsed since={call.answered_at ?? call.created_at} now={now} />;
}

function MuteButton({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { on, track } = useLocal(local).microphone;
  const speaking = on && track !== null;
  const label = speaking ? t("controls.mute") : t("controls.unmute");
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={32}
        variant="default"
        aria-label={label}
        onClick={() => void local.setMicrophone(!speaking)}
      >
        {speaking ? <IconMicrophone size={18} /> : <IconMicrophoneOff size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}
