import type { Unsubscribe } from "./session";

interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/** Told when the way to the outside has changed: back online, or from Wi-Fi to mobile data. */
export function onNetworkChange(listener: () => void): Unsubscribe {
  const connection = (navigator as Navigator & { connection?: NetworkInformation }).connection;
  let type = connection?.type;
  const typeChanged = () => {
    // The same event also reports every new estimate of the speed, which is none of our concern.
    if (connection?.type === type) return;
    type = connection?.type;
    listener();
  };
  window.addEventListener("online", listener);
  connection?.addEventListener("change", typeChanged);
  return () => {
    window.removeEventListener("online", listener);
    connection?.removeEventListener("change", typeChanged);
  };
}
