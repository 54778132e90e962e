import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { judge, QualityWatch, readTotals, sampleBetween } from "./quality";

type Rows = Record<string, unknown>[];

const report = (rows: Rows): Iterable<[string, unknown]> => rows.map((row, at) => [`${at}`, row]);

function second(at: number, change: { lost?: number; rtt?: number; reason?: string } = {}): Rows {
  const { lost = 0, rtt = 0.04, reason = "none" } = change;
  const inbound = { type: "inbound-rtp", kind: "video", bytesReceived: 1000 * at, packetsReceived: 100 * at };
  return [
    { type: "candidate-pair", timestamp: 1000 * at, nominated: true, currentRoundTripTime: rtt },
    { ...inbound, packetsLost: lost, frameWidth: 640, frameHeight: 360, framesPerSecond: 24 },
    { type: "outbound-rtp", bytesSent: 500 * at, qualityLimitationReason: reason },
    { type: "remote-inbound-rtp", fractionLost: 0.01 },
  ];
}

describe("samples", () => {
  it("turn two readings into rates", () => {
    const sample = sampleBetween(readTotals(report(second(1))), readTotals(report(second(6))));
    expect(sample).toEqual({
      rtt_ms: 40,
      loss_percent: 1,
      bitrate_in: 8000,
      bitrate_out: 4000,
      width: 640,
      height: 360,
      fps: 24,
    });
  });

  it("take the worse direction for loss", () => {
    const after = readTotals(report(second(2, { lost: 100 })));
    expect(sampleBetween(readTotals(report(second(1))), after).loss_percent).toBe(50);
  });

  it("stay within bounds whatever the browser says", () => {
    const odd = readTotals(
      report([{ type: "candidate-pair", nominated: true, timestamp: 1, currentRoundTripTime: 1e9 }]),
    );
    expect(sampleBetween(odd, odd)).toMatchObject({ rtt_ms: 60_000, bitrate_in: null, width: null });
  });
});

describe("limits of the encoder", () => {
  const sent = (fps: number) => ({
    type: "outbound-rtp",
    qualityLimitationReason: "cpu",
    framesPerSecond: fps,
  });

  it("count only when the picture suffers", () => {
    expect(readTotals(report([sent(24)])).limitation).toBeNull();
    expect(readTotals(report([sent(5)])).limitation).toBe("cpu");
  });
});

describe("a picture sent in several sizes", () => {
  const layer = (rid: string, frameHeight: number, framesPerSecond: number) => ({
    type: "outbound-rtp",
    mediaSourceId: "camera",
    qualityLimitationReason: "bandwidth",
    rid,
    frameHeight,
    framesPerSecond,
  });

  it("is well while its largest size moves, and suffers when only the smallest is left", () => {
    const [small, large] = [layer("q", 180, 24), layer("f", 720, 24)];
    expect(readTotals(report([small, large])).limitation).toBeNull();
    expect(readTotals(report([small, { ...large, framesPerSecond: 0 }])).limitation).toBe("bandwidth");
  });
});

describe("judge", () => {
  const sample = sampleBetween(readTotals(report(second(1))), readTotals(report(second(2))));
  it.each([
    [{}, null, "good", null],
    [{ rtt_ms: 400 }, null, "fair", "slow"],
    [{ rtt_ms: 900 }, null, "poor", "slow"],
    [{ loss_percent: 5 }, null, "fair", "lossy"],
    [{ loss_percent: 20 }, "cpu", "poor", "lossy"],
    [{}, "bandwidth", "fair", "narrow"],
    [{}, "cpu", "fair", "busy"],
  ] as const)("%o limited by %s is %s", (change, limitation, word, advice) => {
    expect(judge({ ...sample, ...change }, limitation)).toMatchObject({ word, advice });
  });
});

describe("QualityWatch", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("measures every five seconds and is not alarmed by one bad sample", async () => {
    const readings = [second(1), second(6), second(11, { rtt: 2 }), second(16, { rtt: 2 })];
    const samples: unknown[] = [];
    const words: unknown[] = [];
    let next = 0;
    const stats = async () => report(readings[next++] ?? []);
    const watch = new QualityWatch(stats, (sample) => samples.push(sample));
    for (const _ of readings) {
      await vi.advanceTimersByTimeAsync(5_000);
      words.push(watch.current?.word);
    }
    watch.stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(words).toEqual([undefined, "good", "good", "poor"]);
    expect(samples).toHaveLength(3);
    expect(next).toBe(4);
  });
});
