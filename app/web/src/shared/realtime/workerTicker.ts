import type { Ticker } from "./transport";

/** A ticker whose timer lives in a worker, so that a background tab keeps its pace. */
export function workerTicker(): Ticker {
  let worker: Worker | undefined;
  return {
    start(periodMs, onTick) {
      worker ??= new Worker(new URL("./ticker.worker.ts", import.meta.url), { type: "module" });
      worker.onmessage = onTick;
      worker.postMessage(periodMs);
    },
    stop() {
      worker?.terminate();
      worker = undefined;
    },
  };
}
