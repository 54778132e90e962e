import type { IceConfig } from "./session";

const REFRESH_BEFORE_MS = 60_000;
/** What was fetched ahead has to last well into the call. */
const FRESH_MS = 10 * REFRESH_BEFORE_MS;
const RETRY_MS = 10_000;
/** A call on one network needs no relay: it must not wait for long on a slow answer. */
const PATIENCE_MS = 3_000;

export interface IceSourceOptions {
  fetch(): Promise<IceConfig>;
  refreshed(servers: RTCIceServer[]): void;
  failed(error: unknown): void;
}

/** The API's answer on the local clock. `serverOffset`: milliseconds that the server is ahead of us. */
export function toIceConfig(answer: IceAnswer, serverOffset: number): IceConfig {
  return { servers: answer.ice_servers, expiresAt: Date.parse(answer.expires_at) - serverOffset };
}

export interface IceAnswer {
  readonly ice_servers: RTCIceServer[];
  readonly expires_at: string;
}

type FetchIce = () => Promise<IceConfig>;

/** What was fetched before a call began, for as long as it is fresh. */
export class IceAhead {
  #known: Promise<IceConfig | null> = Promise.resolve(null);

  prepare(fetch: FetchIce): void {
    this.#known = fetch().catch(() => null);
  }

  /** `fetch` is asked where nothing was prepared, it failed, or it is too old. */
  async servers(fetch: FetchIce): Promise<IceConfig> {
    const known = await this.#known;
    const isFresh = known && (known.expiresAt ?? Number.POSITIVE_INFINITY) > Date.now() + FRESH_MS;
    return isFresh ? known : fetch();
  }
}

/** Keeps relay credentials fresh for as long as a session lives. */
export class IceSource {
  readonly #options: IceSourceOptions;
  #servers: RTCIceServer[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  #first: Promise<void> | undefined;

  constructor(options: IceSourceOptions) {
    this.#options = options;
  }

  /** What is known now, after a short wait for the first answer. */
  async servers(): Promise<RTCIceServer[]> {
    this.#first ??= this.#refresh();
    await Promise.race([this.#first, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
    return this.#servers;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    let next = RETRY_MS;
    try {
      const { servers, expiresAt } = await this.#options.fetch();
      this.#servers = servers;
      if (!this.#stopped) this.#options.refreshed(servers);
      next = expiresAt === null ? 0 : Math.max(expiresAt - Date.now() - REFRESH_BEFORE_MS, RETRY_MS);
    } catch (error) {
      this.#options.failed(error);
    }
    this.#later(next);
  }

  #later(delay: number): void {
    if (this.#stopped || delay === 0) return;
    this.#timer = setTimeout(() => void this.#refresh(), delay);
  }
}
