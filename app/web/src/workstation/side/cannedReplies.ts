export interface CannedReply {
  readonly id: string;
  /** What is typed after the slash. */
  readonly key: string;
  readonly text: string;
}

/** The word behind a slash that begins the message, while it is being typed; null otherwise. */
export function slashWord(draft: string): string | null {
  const typed = /^\/(\S*)$/.exec(draft);
  return typed ? (typed[1] ?? "").toLocaleLowerCase() : null;
}

/** Replies whose key begins with the word, then those that have it anywhere. */
export function matchingReplies(replies: readonly CannedReply[], word: string): CannedReply[] {
  const starts = replies.filter(({ key }) => key.toLocaleLowerCase().startsWith(word));
  const has = replies.filter(
    (reply) => !starts.includes(reply) && `${reply.key} ${reply.text}`.toLocaleLowerCase().includes(word),
  );
  return [...starts, ...has];
}

/** A key is one word without a slash. */
export function cleanKey(key: string): string {
  return key.replace(/[\s/]+/g, "").slice(0, 30);
}
