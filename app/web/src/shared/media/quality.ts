/** Reads `getStats()` into small samples, and says in one word how the line is. */

export interface QualitySample {
  /** Milliseconds there and back. */
  readonly rtt_ms: number | null;
  /** The worse of both directions, 0–100. */
  readonly loss_percent: number | null;
  /** Bits per second. */
  readonly bitrate_in: number | null;
  readonly bitrate_out: number | null;
  /** Of the received picture. */
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
}

export type QualityWord = "good" | "fair" | "poor";
export type Advice = "slow" | "lossy" | "narrow" | "busy";

export interface Quality {
  readonly word: QualityWord;
  /** Key of the text that says what the person can do; null when nothing is wrong. */
  readonly advice: Advice | null;
  readonly sample: QualitySample;
}

/** Counters since the start of the connection; two of them make a sample. */
export interface Totals {
  readonly at: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly packetsIn: number;
  readonly lostIn: number;
  readonly lossOut: number | null;
  readonly rtt: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly fps: number | null;
  readonly limitation: string | null;
}

type Row = Record<string, unknown> & { type: string };

export function readTotals(report: Iterable<[string, unknown]>): Totals {
  const rows = [...report].map(([, row]) => row as Row);
  const inbound = rows.filter((row) => row.type === "inbound-rtp");
  const outbound = rows.filter((row) => row.type === "outbound-rtp");
  const echoed = rows.filter((row) => row.type === "remote-inbound-rtp");
  const route = rows.find((row) => row.type === "candidate-pair" && row.nominated === true);
  return {
    at: number(rows[0]?.timestamp) ?? 0,
    bytesIn: sum(inbound, "bytesReceived"),
    bytesOut: sum(outbound, "bytesSent"),
    packetsIn: sum(inbound, "packetsReceived"),
    lostIn: sum(inbound, "packetsLost"),
    lossOut: largest(echoed, "fractionLost"),
    rtt: number(route?.currentRoundTripTime) ?? largest(echoed, "roundTripTime"),
    ...picture(inbound),
    limitation: limitation(outbound),
  };
}

export function sampleBetween(before: Totals, after: Totals): QualitySample {
  const seconds = (after.at - before.at) / 1000;
  const rate = (bytes: number) => (seconds > 0 ? bounded((bytes * 8) / seconds, 1e9) : null);
  return {
    rtt_ms: after.rtt === null ? null : bounded(after.rtt * 1000, 60_000),
    loss_percent: loss(before, after),
    bitrate_in: rate(after.bytesIn - before.bytesIn),
    bitrate_out: rate(after.bytesOut - before.bytesOut),
    width: after.width,
    height: after.height,
    fps: after.fps,
  };
}

export function judge(sample: QualitySample, limitation: string | null): Quality {
  const { rtt_ms, loss_percent } = sample;
  if ((loss_percent ?? 0) > 8) return { word: "poor", advice: "lossy", sample };
  if ((rtt_ms ?? 0) > 600) return { word: "poor", advice: "slow", sample };
  if (limitation === "bandwidth") return { word: "fair", advice: "narrow", sample };
  if (limitation === "cpu") return { word: "fair", advice: "busy", sample };
  if ((loss_percent ?? 0) > 3) return { word: "fair", advice: "lossy", sample };
  if ((rtt_ms ?? 0) > 300) return { word: "fair", advice: "slow", sample };
  return { word: "good", advice: null, sample };
}

/** Of several lines the one that needs advice most. */
export function worstOf(lines: readonly (Quality | null)[]): Quality | null {
  const known = lines.filter((line) => line !== null);
  return known.reduce<Quality | null>(
    (worst, line) => (worst && rank(worst) >= rank(line) ? worst : line),
    null,
  );
}

const EVERY_MS = 5_000;
const WORDS: QualityWord[] = ["good", "fair", "poor"];

/** Measures one connection for as long as it lives. */
export class QualityWatch {
  readonly #stats: () => Promise<Iterable<[string, unknown]>>;
  readonly #measured: (sample: QualitySample) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #totals: Totals | null = null;
  #latest: Quality | null = null;
  #shown: Quality | null = null;

  constructor(stats: () => Promise<Iterable<[string, unknown]>>, measured: (sample: QualitySample) => void) {
    this.#stats = stats;
    this.#measured = measured;
    this.#timer = setInterval(() => void this.measure(), EVERY_MS);
  }

  /** One bad sample alarms nobody: the better of the last two. */
  get current(): Quality | null {
    return this.#shown;
  }

  async measure(): Promise<void> {
    const totals = readTotals(await this.#stats());
    const before = this.#totals;
    this.#totals = totals;
    if (!before || totals.at <= before.at) return;
    this.#show(judge(sampleBetween(before, totals), totals.limitation));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #show(quality: Quality): void {
    const before = this.#latest ?? quality;
    this.#latest = quality;
    this.#shown = rank(before) < rank(quality) ? { ...before, sample: quality.sample } : quality;
    this.#measured(quality.sample);
  }
}

function rank({ word }: Quality): number {
  return WORDS.indexOf(word);
}

function loss(before: Totals, after: Totals): number | null {
  const lost = Math.max(after.lostIn - before.lostIn, 0);
  const all = lost + after.packetsIn - before.packetsIn;
  const incoming = all > 0 ? (lost / all) * 100 : null;
  const outgoing = after.lossOut === null ? null : after.lossOut * 100;
  if (incoming === null && outgoing === null) return null;
  const worse = Math.max(incoming ?? 0, outgoing ?? 0);
  return Math.round(Math.min(Math.max(worse, 0), 100) * 10) / 10;
}

/** The largest picture that moves: a shared screen beside a camera. */
function picture(inbound: Row[]): Pick<Totals, "width" | "height" | "fps"> {
  const moving = inbound.filter((row) => row.kind === "video" && (number(row.frameWidth) ?? 0) > 0);
  const [first] = moving.sort((a, b) => (number(b.frameWidth) ?? 0) - (number(a.frameWidth) ?? 0));
  if (!first) return { width: null, height: null, fps: null };
  return {
    width: bounded(number(first.frameWidth) ?? 0, 16_384),
    height: bounded(number(first.frameHeight) ?? 0, 16_384),
    fps: bounded(number(first.framesPerSecond) ?? 0, 240),
  };
}

/** Why our picture suffers. Encoders report a limit long before anyone can see it. */
function limitation(outbound: Row[]): string | null {
  const suffering = bestLayers(outbound).filter(
    (row) => below(row.framesPerSecond, 12) || below(row.frameHeight, 240),
  );
  const reasons = suffering.map((row) => row.qualityLimitationReason);
  return ["bandwidth", "cpu"].find((reason) => reasons.includes(reason)) ?? null;
}

/** A picture that is sent in several sizes is as good as the largest that moves. */
function bestLayers(outbound: Row[]): Row[] {
  const best = new Map<unknown, Row>();
  for (const row of outbound) {
    const source = row.rid === undefined ? row : row.mediaSourceId;
    const before = best.get(source);
    if (!before || sizeOf(row) > sizeOf(before)) best.set(source, row);
  }
  return [...best.values()];
}

function sizeOf(row: Row): number {
  return number(row.framesPerSecond) === 0 ? 0 : (number(row.frameHeight) ?? 0);
}

function below(value: unknown, least: number): boolean {
  return (number(value) ?? least) < least;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function sum(rows: Row[], key: string): number {
  return rows.reduce((total, row) => total + (number(row[key]) ?? 0), 0);
}

function largest(rows: Row[], key: string): number | null {
  const values = rows.map((row) => number(row[key])).filter((value) => value !== null);
  return values.length ? Math.max(...values) : null;
}

function bounded(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most));
}
