import { useState } from "react";
import type { ParticipantId } from "../media/session";
import type { ChatMessage } from "./types";

/** How many messages of others came since the chat was last open. */
export function useUnread(messages: readonly ChatMessage[], me: ParticipantId | null, open: boolean): number {
  const newest = messages.reduce((most, { id }) => Math.max(most, id), 0);
  const [seen, setSeen] = useState(0);
  if (open && newest > seen) setSeen(newest);
  if (open) return 0;
  return messages.filter(({ id, from }) => id > seen && from.participant_id !== me).length;
}
