import { CallMedia, loadServedAhead } from "../../shared/call/callMedia";
import type { CallView } from "../../shared/call/types";
import { IceAhead, type IceAnswer, toIceConfig } from "../../shared/media/ice";
import type { LocalMedia } from "../../shared/media/local";
import type { MediaTicket } from "../../shared/media/ticket";
import type { Connection } from "../../shared/realtime";

/** The server's addresses for whoever came by a link. */
export interface TalkDoors {
  iceServers(): Promise<IceAnswer>;
  /** Leave to enter the call's room on the media server. */
  ticket(): Promise<MediaTicket>;
}

/** This page's part in the call, which begins as soon as the call is known, before it is drawn. */
export class Talk {
  readonly #connection: Connection;
  readonly #local: LocalMedia;
  readonly #doors: TalkDoors;
  readonly #ahead = new IceAhead();
  #begun: { readonly callId: number; readonly part: CallMedia } | null = null;

  constructor(connection: Connection, local: LocalMedia, doors: TalkDoors) {
    this.#connection = connection;
    this.#local = local;
    this.#doors = doors;
  }

  /** While the client waits: fetches what the call would wait for. */
  prepare(): void {
    this.#ahead.prepare(this.#iceServers);
    loadServedAhead();
  }

  /** The screen follows the call once it is drawn; until then its news come by here. */
  readonly begin = (call: CallView): void => {
    this.#begun ??= { callId: call.id, part: this.#newPart(call.id, call) };
    this.#begun.part.follow(call);
  };

  /** The part that has begun, or a new one. */
  readonly open = (callId: number): CallMedia => {
    const part = this.#begun?.callId === callId ? this.#begun.part : null;
    this.#begun = null;
    return part ?? this.#newPart(callId);
  };

  /** The call was over before it was drawn. */
  close(): void {
    this.#begun?.part.close();
    this.#begun = null;
  }

  #newPart(callId: number, begun?: CallView): CallMedia {
    return new CallMedia({
      callId,
      socket: this.#connection,
      local: this.#local,
      iceServers: () => this.#ahead.servers(this.#iceServers),
      ticket: this.#doors.ticket,
      begun,
    });
  }

  readonly #iceServers = async () =>
    toIceConfig(await this.#doors.iceServers(), this.#connection.state.get().serverOffset);
}
