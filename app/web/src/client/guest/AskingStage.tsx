import { Button, Loader, Text } from "@mantine/core";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { DeviceCheck } from "../../shared/call/DeviceCheck";
import { toIceConfig } from "../../shared/media/ice";
import type { LocalMedia } from "../../shared/media/local";
import { keepAwake } from "../../shared/media/wakelock";
import { useConnection, useConnectionState } from "../../shared/realtime";
import { Frame } from "../room/Frame";
import { useCommand } from "../room/useCommand";
import classes from "../room/WaitingStage.module.css";
import { iceServersOf } from "./commands";
import type { GuestHandle } from "./useGuest";

interface AskingStageProps {
  token: string;
  handle: GuestHandle;
  local: LocalMedia;
}

/** At the door: somebody in the call decides; meanwhile camera and microphone can be tried. */
export function AskingStage({ token, handle: { guest, commands }, local }: AskingStageProps) {
  const { t } = useTranslation("guests");
  const connection = useConnection();
  const { status } = useConnectionState();
  const { pending, problem, run } = useCommand();
  const iceServers = useCallback(
    async () => toIceConfig(await iceServersOf(token), connection.state.get().serverOffset),
    [token, connection],
  );
  const network = useMemo(() => ({ ping: commands.look, iceServers }), [commands, iceServers]);
  useEffect(() => keepAwake(), []);
  return (
    <Frame
      title={t("room.asking.title")}
      text={t("room.asking.text", { host: guest.host_name })}
      problem={problem}
      actions={
        <Button fullWidth variant="default" loading={pending} onClick={() => void run(commands.leave)}>
          {t("room.asking.leave")}
        </Button>
      }
    >
      <div className={classes.hint} role="status" aria-live="polite">
        <Loader size="sm" type="dots" aria-hidden />
        <Text>{status === "stale" ? t("room.asking.offline") : t("room.asking.waiting")}</Text>
      </div>
      <DeviceCheck local={local} network={network} onReport={noReport} />
    </Frame>
  );
}

const noReport = () => undefined;
