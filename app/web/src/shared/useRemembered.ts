import { useState } from "react";
import { recall, remember } from "./storage";

/** State that this browser remembers under `key`. */
export function useRemembered<T>(key: string, fallback: T): [T, (value: T) => void] {
  const [value, setValue] = useState(() => recall(key, fallback));
  const keep = (next: T) => {
    setValue(next);
    remember(key, next);
  };
  return [value, keep];
}
