import { useEffect, useRef } from "react";
import { playOn } from "../media/sound";

interface RemoteAudioProps {
  stream: MediaStream;
  speaker: string;
  /** Runs along silently, so that it can take over without a gap. */
  mute?: boolean;
  /** A new number tries to play once more, after a press that browsers ask for. */
  attempt: number;
  /** Told when the browser keeps the sound off. */
  onBlocked: () => void;
}

export function RemoteAudio({ stream, speaker, mute = false, attempt, onBlocked }: RemoteAudioProps) {
  const ref = useRef<HTMLAudioElement>(null);

  useEffect(() => {
    if (ref.current) void playOn(ref.current, speaker);
  }, [speaker]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt plays again, and so does each voice that takes over
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    element.play().catch((error: Error) => {
      // Other failures, such as a stream that was replaced meanwhile, end by the next play.
      if (error.name === "NotAllowedError") onBlocked();
    });
  }, [stream, mute, attempt, onBlocked]);

  // Without a track for a while, as on hold, a stream ends; `autoPlay` goes on with the next one.
  return <audio ref={ref} autoPlay muted={mute} data-remote-sound={mute ? undefined : true} />;
}
