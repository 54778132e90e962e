import type { MediaMode, ParticipantId } from "../media/session";
import type { Connection } from "../realtime/connection";

/** What the parts of a call need of the socket; screens hand in their `Connection`. */
export type CallSocket = Pick<Connection, "request" | "on" | "state" | "mediaConnection">;

export interface CallParticipant {
  readonly id: ParticipantId;
  readonly kind: "client" | "attendant" | "guest" | "supervisor";
  readonly name: string;
  readonly connected: boolean;
  readonly connection: string | null;
  /** Server time until which a lost connection is waited for. */
  readonly reconnect_deadline: string | null;
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly screen: boolean;
}

export interface ConsentState {
  readonly participant_id: ParticipantId;
  readonly state: "asked" | "accepted" | "declined" | "revoked" | "silent";
  readonly asked_at: string;
  readonly answer_until: string | null;
}

export interface RecordingState {
  readonly id: number;
  readonly state:
    | "asking"
    | "queued"
    | "starting"
    | "recording"
    | "stopping"
    | "stopped"
    | "declined"
    | "failed";
  readonly mandatory: boolean;
  readonly started_at: string | null;
  readonly consents: readonly ConsentState[];
  readonly ask_again_at: string | null;
  readonly text_version: string;
  readonly problem: string | null;
}

/** The part of a call that both sides may see. */
export interface CallView {
  readonly id: number;
  readonly protocol: string;
  readonly status: string;
  readonly on_hold: boolean;
  /** Null for who looks on without a seat in the call. */
  readonly me: ParticipantId | null;
  readonly media: {
    readonly mode: MediaMode;
    readonly epoch: number;
    /** Who see and hear one another. */
    readonly seats: readonly ParticipantId[];
    /** Why the call could not move to the media server. */
    readonly problem: "unreachable" | null;
  };
  readonly locked: boolean;
  readonly recording: RecordingState | null;
  readonly participants: readonly CallParticipant[];
  readonly answered_at: string | null;
  readonly version: number;
}

export interface ChatAttachment {
  readonly id: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
}

export interface ChatMessage {
  readonly id: number;
  readonly from: {
    readonly participant_id: ParticipantId;
    readonly name: string;
    readonly kind: CallParticipant["kind"];
  };
  readonly text: string;
  readonly attachment: ChatAttachment | null;
  readonly sent_at: string;
}
