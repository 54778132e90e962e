import type { Page } from "../../shared/api/types";
import { type Envelope, upsert } from "../../shared/realtime";
import type { LiveCall } from "./modes";

/** The open calls of a department, or of all. */
export interface LiveRoom {
  readonly calls: readonly LiveCall[];
}

export function reduceLiveCalls(room: LiveRoom, event: Envelope): LiveRoom {
  if (event.name === "live_call.changed") return changed(room, event.data.call);
  if (event.name === "live_call.left") return left(room, event.data.call_id, event.data.version);
  return room;
}

function changed(room: LiveRoom, call: LiveCall): LiveRoom {
  const calls = [...room.calls];
  const next = upsert(calls, call, ({ id }) => id);
  return next === calls ? room : { calls: next };
}

function left(room: LiveRoom, id: number, version: number): LiveRoom {
  const calls = room.calls.filter((call) => call.id !== id || call.version > version);
  return calls.length === room.calls.length ? room : { calls };
}

/** The pages of a list as they are cached. */
export interface Pages {
  readonly pages: readonly Page<LiveCall>[];
}

/** The same pages with what the rooms know: newer lines in their places, and none that has ended. */
export function patched<P extends Pages>(pages: P, live: ReadonlyMap<number, LiveCall>): P {
  const patch = (line: LiveCall) => {
    const now = live.get(line.id);
    return now && now.version > line.version ? now : line;
  };
  const next = pages.pages.map((page) => {
    const items = page.items.filter(({ id }) => live.has(id)).map(patch);
    const same = items.length === page.items.length && items.every((line, at) => line === page.items[at]);
    return same ? page : { ...page, items };
  });
  return next.every((page, at) => page === pages.pages[at]) ? pages : { ...pages, pages: next };
}
