import type { Unsubscribe } from "./session";

const EVERY_MS = 100;

/** Told once when the first frame of a received picture is drawn. */
export function onFirstFrame(
  track: MediaStreamTrack,
  receiver: RTCRtpReceiver,
  arrived: () => void,
): Unsubscribe {
  const video = document.createElement("video");
  const stop = () => {
    stopAsking();
    video.srcObject = null;
  };
  const done = () => {
    stop();
    arrived();
  };
  // A page in the background draws nothing; there a decoded frame has to do.
  const stopAsking = until(async () => document.hidden && (await hasDecoded(receiver)), done);
  Object.assign(video, { muted: true, playsInline: true, srcObject: new MediaStream([track]) });
  video.requestVideoFrameCallback(done);
  void video.play().catch(() => undefined);
  return stop;
}

/** Told once when the first sound is there to be played. */
export function onFirstSound(receiver: RTCRtpReceiver, arrived: () => void): Unsubscribe {
  const stop = until(
    async () => receiver.getSynchronizationSources().length > 0,
    () => {
      stop();
      arrived();
    },
  );
  return stop;
}

function until(isTrue: () => Promise<boolean>, then: () => void): Unsubscribe {
  let isOver = false;
  const timer = setInterval(async () => {
    if (!isOver && (await isTrue()) && !isOver) then();
  }, EVERY_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

async function hasDecoded(receiver: RTCRtpReceiver): Promise<boolean> {
  const rows: { type: string; framesDecoded?: number }[] = [...(await receiver.getStats()).values()];
  return rows.some(({ type, framesDecoded = 0 }) => type === "inbound-rtp" && framesDecoded > 0);
}
