import { useState } from "react";
import { useSession } from "../../shared/session";
import { recall, remember } from "../../shared/storage";
import type { CannedReply } from "./cannedReplies";

/** The person's own canned replies on this browser. */
export function useCannedReplies() {
  const key = `workstation.replies.${useSession().person.id}`;
  const [replies, setReplies] = useState(() => recall<CannedReply[]>(key, []));
  const keep = (next: CannedReply[]) => {
    setReplies(next);
    remember(key, next);
  };
  return { replies, keep };
}
