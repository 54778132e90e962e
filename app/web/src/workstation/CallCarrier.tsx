import { useCallback, useEffect, useState } from "react";
import { CallSound } from "../shared/call/CallSound";
import { useOfferedBackgrounds } from "../shared/call/companyBackgrounds";
import { useCall, useLocal } from "../shared/call/useCall";
import type { LocalMedia } from "../shared/media/local";
import { keepAwake } from "../shared/media/wakelock";
import { useConnection } from "../shared/realtime";
import { Coached } from "./coaching/Coached";
import { carried, liveCall } from "./state/liveCall";
import { openCallMedia, takeOwnMedia } from "./state/ownMedia";
import type { Call } from "./types";
import classes from "./WorkstationHost.module.css";

interface CallCarrierProps {
  call: Call;
  /** Mounts another carrier, which takes the call back from the tab that took it over. */
  onTakeBack: () => void;
}

/** Carries the media of one call for as long as it is mounted, whatever page is shown. */
export function CallCarrier({ call, onTakeBack }: CallCarrierProps) {
  const connection = useConnection();
  const [local] = useState(takeOwnMedia);
  const open = useCallback((callId: number) => openCallMedia(connection, local, callId), [connection, local]);
  const handle = useCall({ call, local, open });
  useOwnDevices(call.id, local);
  useOfferedBackgrounds(local, call.department.id);
  const takenOver = handle.phase.name === "taken_over";
  // The other tab has the call now: this one lets go of the devices.
  useEffect(() => (takenOver ? local.stop() : undefined), [takenOver, local]);

  useEffect(
    () => liveCall.set({ callId: call.id, handle: { ...handle, takeBack: onTakeBack } }),
    [call.id, handle, onTakeBack],
  );
  useEffect(() => () => liveCall.set(null), []);
  useEffect(() => keepAwake(), []);
  useEffect(() => {
    connection.setBusy(true);
    return () => connection.setBusy(false);
  }, [connection]);
  return (
    <div className={classes.sound}>
      <CallSound handle={handle} />
      <Coached call={call} local={local} />
    </div>
  );
}

/** Opens the devices, as they were before a reload, and remembers what is switched off. */
function useOwnDevices(callId: number, local: LocalMedia): void {
  const { microphone, camera } = useLocal(local);
  useEffect(() => {
    const before = carried.get();
    void local.start();
    // Said before the devices answer, so that nothing is heard or seen in between.
    if (before?.callId === callId && !before.microphone) void local.setMicrophone(false);
    if (before?.callId === callId && !before.camera) void local.setCamera(false);
    return () => local.stop();
  }, [callId, local]);

  const wants = {
    microphone: microphone.on || microphone.problem !== null,
    camera: camera.on || camera.problem !== null,
  };
  const started = microphone.opening || microphone.track !== null || microphone.problem !== null;
  useEffect(() => {
    if (started) carried.set({ callId, microphone: wants.microphone, camera: wants.camera });
  }, [callId, started, wants.microphone, wants.camera]);
}
