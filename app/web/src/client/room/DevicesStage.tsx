import { Button } from "@mantine/core";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeviceCheck, type DeviceReport } from "../../shared/call/DeviceCheck";
import { toIceConfig } from "../../shared/media/ice";
import type { LocalMedia } from "../../shared/media/local";
import { useConnection } from "../../shared/realtime";
import { iceServersOf } from "./commands";
import { Frame } from "./Frame";
import { useCommand } from "./useCommand";
import type { Visit } from "./useVisit";

interface DevicesStageProps {
  token: string;
  visit: Visit;
  local: LocalMedia;
}

const UNKNOWN: DeviceReport = { camera: false, microphone: false, speaker: false, network: null };

export function DevicesStage({ token, visit, local }: DevicesStageProps) {
  const { t } = useTranslation("client");
  const connection = useConnection();
  const [report, setReport] = useState(UNKNOWN);
  const { pending, problem, run } = useCommand();
  const { commands } = visit;
  const iceServers = useCallback(
    async () => toIceConfig(await iceServersOf(token), connection.state.get().serverOffset),
    [token, connection],
  );
  const network = useMemo(() => ({ ping: commands.look, iceServers }), [commands, iceServers]);
  return (
    <Frame
      title={t("devices.title")}
      text={t("devices.text", { department: visit.visit.department.name })}
      problem={problem}
      actions={
        <Button fullWidth loading={pending} onClick={() => void run(() => commands.join(report))}>
          {t("devices.join")}
        </Button>
      }
    >
      <DeviceCheck local={local} network={network} onReport={setReport} />
    </Frame>
  );
}
