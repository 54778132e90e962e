import { Composite } from "./composite";
import { Curtain } from "./curtain";
import { type Look, type LookOptions, readLook } from "./look";
import { Mixer } from "./mixer";
import { Part } from "./parts";
import { type People, Seats } from "./seats";

/* The composite page of a recorder. The process that opened it speaks to it through `window.recorder`. */

const mixer = new Mixer();
const seats = new Seats(mixer);
const curtain = new Curtain(() => seats.isComplete);
let look: Look | null = null;
const composite = new Composite(
  () => look,
  () => seats.list(),
  () => seats.isLive,
  () => curtain.isUp,
);
const stream = new MediaStream([composite.track, mixer.track]);
const parts = new Map<number, Part>();

const recorder = {
  async dress(options: LookOptions): Promise<void> {
    look = await readLook(options);
  },

  allow(people: People): void {
    seats.allow(people);
    // Nobody who was just taken away is on the next frame either.
    composite.frame();
  },

  join: (url: string, token: string): Promise<void> => seats.join(url, token),

  isJoined: (): boolean => seats.isJoined,

  async record(number: number): Promise<void> {
    const part = new Part(number, stream);
    parts.set(number, part);
    part.start();
    curtain.begin();
    // The first picture may be seconds away, and whoever withdraws meanwhile must not wait for it.
    if (curtain.isUp) await part.running;
  },

  async finish(number: number): Promise<void> {
    // Whatever ends before its first picture keeps its sound all the same.
    curtain.raise();
    await parts.get(number)?.finish();
    parts.delete(number);
  },

  async leave(): Promise<void> {
    await Promise.all([...parts.keys()].map((number) => recorder.finish(number)));
    await seats.leave();
  },
};

declare global {
  interface Window {
    recorder: typeof recorder;
  }
}

window.recorder = recorder;
