import { useCallback, useState } from "react";

export interface Buffer {
  readonly key: 0 | 1;
  readonly stream: MediaStream | null;
  readonly isFront: boolean;
}

interface Buffers {
  readonly front: 0 | 1;
  readonly streams: readonly [MediaStream | null, MediaStream | null];
}

/**
 * Two places for a picture: the one in front is shown until the first frame of the other is drawn,
 * so that a change of streams, as when a call moves to the media server, never shows black.
 * `isFixed` asks whether the front must stay the same element; it then takes the new stream itself.
 */
export function useBuffers(stream: MediaStream | null, isFixed: () => boolean): [Buffer[], () => void] {
  const [buffers, setBuffers] = useState<Buffers>({ front: 0, streams: [stream, null] });
  const newest = buffers.streams[other(buffers.front)] ?? buffers.streams[buffers.front];
  if (stream !== newest) setBuffers(taken(buffers, stream, isFixed()));
  const flip = useCallback(() => setBuffers(flipped), []);
  const shown = ([0, 1] as const).filter((key) => key === buffers.front || buffers.streams[key]);
  const list = shown.map((key) => ({
    key,
    stream: buffers.streams[key],
    isFront: key === buffers.front,
  }));
  return [list, flip];
}

function other(front: 0 | 1): 0 | 1 {
  return front === 0 ? 1 : 0;
}

function taken({ front, streams }: Buffers, stream: MediaStream | null, isFixed: boolean): Buffers {
  const canWait = hasPicture(streams[front]) && hasPicture(stream) && stream !== streams[front];
  const place = canWait && !isFixed ? other(front) : front;
  const kept = place === front ? null : streams[front];
  return { front, streams: place === 0 ? [stream, kept] : [kept, stream] };
}

function flipped({ front, streams }: Buffers): Buffers {
  const back = other(front);
  if (!streams[back]) return { front, streams };
  return { front: back, streams: back === 0 ? [streams[0], null] : [null, streams[1]] };
}

function hasPicture(stream: MediaStream | null): boolean {
  return (stream?.getVideoTracks().length ?? 0) > 0;
}
