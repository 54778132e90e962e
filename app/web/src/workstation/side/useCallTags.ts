import { useEffect, useState } from "react";
import { editCall } from "../state/commands";
import { attempt } from "../state/refusals";
import type { Call } from "../types";
import { noteTags } from "./recentTags";

/** The call's tags: shown at once, saved at once, and put back if the server refuses. */
export function useCallTags(call: Call) {
  const [pending, setPending] = useState<string[] | null>(null);
  const version = call.version;
  // Whatever the server says after our change counts again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer call is the reason
  useEffect(() => setPending(null), [version]);

  const change = async (tags: string[]) => {
    setPending(tags);
    noteTags(tags);
    if (!(await attempt(() => editCall(call.id, { tags })))) setPending(null);
  };
  return { tags: pending ?? call.tags, change: (tags: string[]) => void change(tags) };
}
