import { describe, expect, test, vi } from "vitest";
import type { LocalState } from "../../media/local";
import { Store } from "../../realtime/store";
import { Aside } from "./aside";

class Track {
  enabled = true;
  stopped = false;

  clone(): Track {
    return new Track();
  }

  stop(): void {
    this.stopped = true;
  }
}

function scene(on = true) {
  const store = new Store({ microphone: { on, track: new Track() } });
  const local = {
    state: () => store.get() as unknown as LocalState,
    subscribe: store.subscribe,
    setMicrophone: async (wanted: boolean) => {
      store.set({ microphone: { ...store.get().microphone, on: wanted } });
    },
  };
  const speak = vi.fn<(track: MediaStreamTrack | null) => void>();
  const aside = new Aside({ speak }, local);
  const copy = () => speak.mock.lastCall?.[0] as unknown as Track;
  return { store, local, aside, copy, isOn: () => store.get().microphone.on };
}

describe("a word to the supervisor alone", () => {
  test("is silent until it is asked for, and mutes the call meanwhile", () => {
    const { aside, copy, isOn } = scene();
    expect(copy().enabled).toBe(false);
    aside.begin();
    expect([copy().enabled, isOn()]).toEqual([true, false]);
    aside.end();
    expect([copy().enabled, isOn()]).toEqual([false, true]);
  });

  test("leaves a microphone muted that was muted before", () => {
    const { aside, isOn } = scene(false);
    aside.begin();
    aside.end();
    expect(isOn()).toBe(false);
  });

  test("ends where the person unmutes in the call", () => {
    const { aside, copy, local, isOn } = scene();
    aside.begin();
    void local.setMicrophone(true);
    expect([aside.talking.get(), copy().enabled, isOn()]).toEqual([false, false, true]);
  });

  test("goes on with another microphone, and gives the copy back at the end", () => {
    const { aside, store, copy } = scene();
    const first = copy();
    store.set({ microphone: { on: true, track: new Track() } });
    expect([first.stopped, copy() === first]).toEqual([true, false]);
    const second = copy();
    aside.close();
    expect([second.stopped, copy()]).toEqual([true, null]);
  });
});
