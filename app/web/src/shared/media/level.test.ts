import { describe, expect, it } from "vitest";
import { loudness, peakOf, SilenceWatch } from "./level";

const tone = (amplitude: number) =>
  Float32Array.from({ length: 4096 }, (_, at) => amplitude * Math.sin(at / 10));

describe("loudness", () => {
  it("follows the ear from silence to full scale", () => {
    const levels = [0, 0.001, 0.01, 0.1, 1].map((amplitude) => loudness(tone(amplitude)));
    expect(levels[0]).toBe(0);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(levels[4]).toBeGreaterThan(0.9);
  });

  it("knows the largest amplitude", () => {
    expect(peakOf(tone(0.5))).toBeCloseTo(0.5, 2);
  });
});

describe("SilenceWatch", () => {
  it("finds a dead microphone after five seconds of zeros, even after a voice", () => {
    const watch = new SilenceWatch();
    expect(watch.add(0.3, 0)).toBe(false);
    expect(watch.add(0, 1_000)).toBe(false);
    expect(watch.add(0, 5_900)).toBe(false);
    expect(watch.add(0, 6_000)).toBe(true);
    expect(watch.add(0.3, 6_100)).toBe(false);
  });

  it("finds a hiss without a voice after twenty seconds", () => {
    const watch = new SilenceWatch();
    expect(watch.add(0.001, 0)).toBe(false);
    expect(watch.add(0.001, 20_000)).toBe(true);
  });

  it("lets a person listen quietly who has spoken before", () => {
    const watch = new SilenceWatch();
    watch.add(0.2, 0);
    expect(watch.add(0.001, 600_000)).toBe(false);
  });

  it("begins again after mute", () => {
    const watch = new SilenceWatch();
    watch.add(0, 0);
    watch.pause();
    expect(watch.add(0, 60_000)).toBe(false);
  });
});
