import type { ChatMessage } from "../../shared/call/types";

interface WithMessages {
  readonly messages: readonly ChatMessage[];
}

/** The state with one more line of the chat; a line that is known changes nothing. */
export function withMessage<S extends WithMessages>(state: S, message: ChatMessage): S {
  if (state.messages.some(({ id }) => id === message.id)) return state;
  return { ...state, messages: [...state.messages, message] };
}
