import { useMergedRef } from "@mantine/hooks";
import { type CSSProperties, type Ref, useEffect, useRef } from "react";
import { type Buffer, useBuffers } from "./useBuffers";

interface StreamVideoProps {
  stream: MediaStream | null;
  className?: string;
  ref?: Ref<HTMLVideoElement>;
  label: string;
}

/** A picture that never comes does not keep the one before it for ever. */
const PATIENCE_MS = 5_000;
const BEHIND: CSSProperties = { position: "absolute", inset: 0, opacity: 0 };

/**
 * A live picture without sound. Sound is played apart by `RemoteAudio`: a video element stays
 * silent until its first frame, and nobody may become inaudible because of a camera that is off.
 */
export function StreamVideo({ stream, className, ref, label }: StreamVideoProps) {
  const front = useRef<HTMLVideoElement>(null);
  // A picture that floats above other windows belongs to its element.
  const floats = () => front.current !== null && document.pictureInPictureElement === front.current;
  const [buffers, flip] = useBuffers(stream, floats);
  const merged = useMergedRef(front, ref);
  return buffers.map((buffer) => (
    <BufferVideo
      key={buffer.key}
      buffer={buffer}
      className={className}
      label={label}
      frontRef={merged}
      onFrame={flip}
    />
  ));
}

interface BufferProps {
  buffer: Buffer;
  className?: string;
  label: string;
  frontRef: Ref<HTMLVideoElement>;
  onFrame: () => void;
}

function BufferVideo({ buffer: { stream, isFront }, className, label, frontRef, onFrame }: BufferProps) {
  const own = useRef<HTMLVideoElement>(null);
  const merged = useMergedRef(own, isFront ? frontRef : null);
  useEffect(() => {
    if (own.current && own.current.srcObject !== stream) own.current.srcObject = stream;
  }, [stream]);
  useEffect(() => {
    if (isFront || !own.current) return;
    return onceDrawn(own.current, onFrame);
  }, [isFront, onFrame]);
  return (
    <video
      ref={merged}
      className={className}
      aria-label={label}
      aria-hidden={isFront ? undefined : true}
      style={isFront ? undefined : BEHIND}
      autoPlay
      playsInline
      muted
      disablePictureInPicture={false}
    />
  );
}

function onceDrawn(video: HTMLVideoElement, drawn: () => void): () => void {
  const timer = setTimeout(drawn, PATIENCE_MS);
  const frame = video.requestVideoFrameCallback(drawn);
  return () => {
    clearTimeout(timer);
    video.cancelVideoFrameCallback(frame);
  };
}

/** The stream of a single track; stable for as long as the track is. */
export function streamOf(track: MediaStreamTrack | null): MediaStream | null {
  if (!track) return null;
  const known = streams.get(track) ?? new MediaStream([track]);
  streams.set(track, known);
  return known;
}

const streams = new WeakMap<MediaStreamTrack, MediaStream>();
