import { beforeEach, describe, expect, it, vi } from "vitest";
import { CameraBackground } from "./camera";
import { type Backdrop, backdropOf, rememberedBackground } from "./choice";
import { Pace } from "./pace";

const SAFARI =
  "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const OFFICE = { id: 3, name: "Office", url: "/brand/office.jpg" };
const BLUR = { kind: "blur", strength: "strong" } as const;

const track = (name: string) => ({ name }) as unknown as MediaStreamTrack;

/** Stands for the model: started with a backdrop, answers when the test says so. */
class FakeProcessor {
  readonly track = track("processed");
  shown: Backdrop;
  stopped = false;
  constructor(backdrop: Backdrop) {
    this.shown = backdrop;
  }
  async show(backdrop: Backdrop) {
    if (backdrop.kind === "image" && backdrop.url === "/gone") throw new Error("404");
    this.shown = backdrop;
  }
  stop() {
    this.stopped = true;
  }
}

describe("CameraBackground", () => {
  let seen: (string | null)[];
  let started: FakeProcessor[];
  let fail: boolean;
  let slow: () => void;
  let background: CameraBackground;

  const start = async (_raw: MediaStreamTrack, backdrop: Backdrop, onSlow: () => void) => {
    slow = onSlow;
    if (fail || (backdrop.kind === "image" && backdrop.url === "/gone")) throw new Error("no");
    const processor = new FakeProcessor(backdrop);
    started.push(processor);
    return processor;
  };
  const settled = () => new Promise((done) => setTimeout(done));

  beforeEach(() => {
    localStorage.clear();
    vi.stubGlobal("navigator", { userAgent: CHROME });
    [seen, started, fail] = [[], [], false];
    background = new CameraBackground((next) => seen.push(next && String(Reflect.get(next, "name"))), start);
  });

  it("shows the room when nothing was chosen, and starts nothing", async () => {
    background.attach(track("room"));
    await settled();
    expect([seen, started]).toEqual([["room"], []]);
  });

  it("never shows the room when a background was chosen before", async () => {
    background.choose(BLUR);
    background.attach(track("room"));
    await settled();
    expect(seen).toEqual([null, "processed"]);
  });

  it("goes on with the room until the background is ready, and keeps its track from then on", async () => {
    background.attach(track("room"));
    background.choose(BLUR);
    await settled();
    background.choose({ kind: "image", id: 3, url: "/brand/office.jpg" });
    await settled();
    expect(seen).toEqual(["room", "processed"]);
    expect(started).toHaveLength(1);
    expect(started[0]?.shown).toMatchObject({ kind: "image", url: "/brand/office.jpg" });
  });

  it("comes back to the room, and gives the model its rest", async () => {
    background.choose(BLUR);
    background.attach(track("room"));
    await settled();
    background.choose({ kind: "none" });
    expect(seen.at(-1)).toBe("room");
    expect(started[0]?.stopped).toBe(true);
  });

  it("stops what was being started when the camera closed meanwhile", async () => {
    background.choose(BLUR);
    background.attach(track("room"));
    background.attach(null);
    await settled();
    expect(seen).toEqual([null]);
    expect(started[0]?.stopped).toBe(true);
  });

  it("uses the department's picture until the person chooses", async () => {
    background.offer([OFFICE], OFFICE);
    background.attach(track("room"));
    await settled();
    expect(started[0]?.shown).toMatchObject({ url: OFFICE.url });
    background.choose({ kind: "none" });
    expect(seen.at(-1)).toBe("room");
  });

  it("gives up on a slow device, says so, and stays given up until the next choice", async () => {
    background.choose(BLUR);
    background.attach(track("room"));
    await settled();
    slow();
    expect([seen.at(-1), background.state.get().problem]).toEqual(["room", "too_slow"]);
    background.attach(track("room again"));
    await settled();
    expect(seen.at(-1)).toBe("room again");
    background.choose(BLUR);
    await settled();
    expect([seen.at(-1), background.state.get().problem]).toEqual(["processed", null]);
  });

  it("says that a browser cannot do it", async () => {
    fail = true;
    background.choose(BLUR);
    background.attach(track("room"));
    await settled();
    expect([seen, background.state.get().problem]).toEqual([[null, "room"], "failed"]);
  });

  it.each(["before the call", "in the call"])("blurs where a picture is gone, %s", async (when) => {
    if (when === "in the call") background.choose(BLUR);
    const choose = () => background.choose({ kind: "image", id: 9, url: "/gone" });
    if (when === "before the call") choose();
    background.attach(track("room"));
    await settled();
    choose();
    await settled();
    expect(started.at(-1)?.shown).toEqual(BLUR);
    expect([seen.at(-1), background.state.get().problem]).toEqual(["processed", "gone"]);
  });

  it("remembers the choice in this browser", () => {
    background.choose(BLUR);
    expect(rememberedBackground()).toEqual(BLUR);
  });
});

describe("backdropOf", () => {
  it("does nothing by itself on Safari, but what a person asks for", () => {
    expect(backdropOf({ kind: "default" }, OFFICE, SAFARI)).toBeNull();
    expect(backdropOf(BLUR, OFFICE, SAFARI)).toEqual(BLUR);
    expect(backdropOf({ kind: "default" }, OFFICE, CHROME)).toMatchObject({ url: OFFICE.url });
  });
});

describe("Pace", () => {
  const judged = (costs: number[]) => {
    const pace = new Pace();
    for (const cost of costs) pace.note(cost);
    return pace.tooSlow;
  };

  it("forgives a slow start and single slow frames", () => {
    expect(judged([...Array(8).fill(3_000), ...Array(40).fill(30)])).toBe(false);
    expect(judged(Array.from({ length: 60 }, (_, frame) => (frame % 3 ? 40 : 900)))).toBe(false);
  });

  it("notices a device that cannot keep up", () => {
    expect(judged(Array(60).fill(300))).toBe(true);
    expect(judged([...Array(60).fill(30), ...Array(60).fill(300)])).toBe(true);
  });
});
