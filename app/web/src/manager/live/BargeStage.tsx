import { useCallback, useEffect, useMemo, useState } from "react";
import type { CallDetail } from "../../shared/api/types";
import { CallNotices } from "../../shared/call/CallNotices";
import { CallSound } from "../../shared/call/CallSound";
import { CallStage } from "../../shared/call/CallStage";
import { ControlBar } from "../../shared/call/ControlBar";
import { CallMedia } from "../../shared/call/callMedia";
import { useCall } from "../../shared/call/useCall";
import { toIceConfig } from "../../shared/media/ice";
import { LocalMedia } from "../../shared/media/local";
import { useConnection, useConnectionState } from "../../shared/realtime";
import { iceServersOf, seatTicket } from "./commands";
import classes from "./live.module.css";

interface BargeStageProps {
  call: CallDetail;
  seat: number;
}

/** In the call like everybody else, with camera and microphone. */
export function BargeStage({ call, seat }: BargeStageProps) {
  const connection = useConnection();
  const { serverOffset } = useConnectionState();
  const [local] = useState(() => new LocalMedia());
  useEffect(() => {
    void local.start();
    return () => local.stop();
  }, [local]);
  const open = useCallback(
    (callId: number) =>
      new CallMedia({
        callId,
        socket: connection,
        local,
        iceServers: async () => toIceConfig(await iceServersOf(callId), connection.state.get().serverOffset),
        ticket: () => seatTicket(callId),
      }),
    [connection, local],
  );
  // The room's events are nobody's own view, so they do not say which seat is ours.
  const mine = useMemo(() => ({ ...call, me: seat }), [call, seat]);
  const handle = useCall({ call: mine, local, open });
  return (
    <div className={classes.seat}>
      <CallNotices call={mine} handle={handle} />
      <div className={classes.pictures}>
        <CallStage call={mine} handle={handle} serverOffset={serverOffset} />
      </div>
      <ControlBar local={local} withLabels>
        {null}
      </ControlBar>
      <CallSound handle={handle} />
    </div>
  );
}
