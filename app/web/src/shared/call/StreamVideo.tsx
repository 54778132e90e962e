import { useMergedRef } from "@mantine/hooks";
import { type Ref, useEffect, useRef } from "react";

interface StreamVideoProps {
  stream: MediaStream | null;
  className?: string;
  ref?: Ref<HTMLVideoElement>;
  label: string;
}

/**
 * A live picture without sound. Sound is played apart by `RemoteAudio`: a video element stays
 * silent until its first frame, and nobody may become inaudible because of a camera that is off.
 */
export function StreamVideo({ stream, className, ref, label }: StreamVideoProps) {
  const own = useRef<HTMLVideoElement>(null);
  const merged = useMergedRef(own, ref);
  useEffect(() => {
    if (own.current && own.current.srcObject !== stream) own.current.srcObject = stream;
  }, [stream]);
  return (
    <video
      ref={merged}
      className={className}
      aria-label={label}
      autoPlay
      playsInline
      muted
      disablePictureInPicture={false}
    />
  );
}

/** The stream of a single track; stable for as long as the track is. */
export function streamOf(track: MediaStreamTrack | null): MediaStream | null {
  if (!track) return null;
  const known = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, known);
  return known;
}

const streams = new WeakMap<MediaStreamTrack, MediaStream>();
