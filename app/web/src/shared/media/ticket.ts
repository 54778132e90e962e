/** Leave to enter one room of the media server, once and soon. */
export interface MediaTicket {
  readonly url: string;
  readonly token: string;
  readonly room: string;
  readonly identity: string;
  readonly epoch: number;
  /** Server time. */
  readonly expires_at: string;
}

const PARTICIPANT = /^participant-(\d+)$/;

/** Recorders and listeners are no participants: null for them. */
export function participantOf(identity: string): number | null {
  const number = PARTICIPANT.exec(identity)?.[1];
  return number ? Number(number) : null;
}

/** Asks for the first ticket while something else is still under way, and for each later one when it is needed. */
export function startingNow(ask: () => Promise<MediaTicket>): () => Promise<MediaTicket> {
  let first: Promise<MediaTicket> | null = ask();
  // Whoever takes it hears of the failure; until then nobody has to.
  first.catch(() => undefined);
  return () => {
    const ticket = first ?? ask();
    first = null;
    return ticket;
  };
}
