import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { useBuffers } from "./useBuffers";

const streamWith = (pictures: number) =>
  ({ getVideoTracks: () => Array.from({ length: pictures }) }) as unknown as MediaStream;

describe("useBuffers", () => {
  afterEach(cleanup);

  function buffers(first: MediaStream | null, isFixed = false) {
    const { result, rerender } = renderHook(({ stream }) => useBuffers(stream, () => isFixed), {
      initialProps: { stream: first },
    });
    const shown = () => result.current[0].map(({ key, stream, isFront }) => ({ key, stream, isFront }));
    return {
      shown,
      give: (stream: MediaStream | null) => rerender({ stream }),
      flip: () => act(result.current[1]),
    };
  }

  it("keeps the old picture in front until the new one is drawn, each in its own element", () => {
    const [old, next] = [streamWith(1), streamWith(1)];
    const { shown, give, flip } = buffers(old);
    give(next);
    expect(shown()).toEqual([
      { key: 0, stream: old, isFront: true },
      { key: 1, stream: next, isFront: false },
    ]);
    flip();
    expect(shown()).toEqual([{ key: 1, stream: next, isFront: true }]);
    flip();
    expect(shown()).toEqual([{ key: 1, stream: next, isFront: true }]);
  });

  it("drops a picture that was replaced before it was drawn", () => {
    const [old, lost, next] = [streamWith(1), streamWith(1), streamWith(1)];
    const { shown, give } = buffers(old);
    give(lost);
    give(next);
    expect(shown().map(({ stream }) => stream)).toEqual([old, next]);
    give(old);
    expect(shown().map(({ stream }) => stream)).toEqual([old]);
  });

  it("does not wait where there is nothing to keep or nothing to come", () => {
    const [dark, bright] = [streamWith(0), streamWith(1)];
    const { shown, give } = buffers(dark);
    give(bright);
    expect(shown()).toEqual([{ key: 0, stream: bright, isFront: true }]);
    give(null);
    expect(shown()).toEqual([{ key: 0, stream: null, isFront: true }]);
  });

  it("stays in the element that floats above other windows", () => {
    const [old, next] = [streamWith(1), streamWith(1)];
    const { shown, give } = buffers(old, true);
    give(next);
    expect(shown()).toEqual([{ key: 0, stream: next, isFront: true }]);
  });
});
