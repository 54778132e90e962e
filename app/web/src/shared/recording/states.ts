import type { CallView, ConsentState, RecordingState } from "../call/types";

/** Our own consent, if we were ever asked. */
export function ownConsent({ recording, me }: CallView): ConsentState | null {
  return recording?.consents.find(({ participant_id }) => participant_id === me) ?? null;
}

/** Whether somebody is, or is about to be, on disk. */
export function isLive(recording: RecordingState | null): boolean {
  return recording !== null && !["stopped", "declined", "failed"].includes(recording.state);
}

export function isRunning(recording: RecordingState | null): boolean {
  return recording?.state === "recording";
}

/** Accepted, and the recorder is still on its way. */
export function isComing(recording: RecordingState | null): boolean {
  return recording !== null && ["queued", "starting"].includes(recording.state);
}

/** Those in the call who were asked and have not agreed. */
export function refusers(call: CallView): { name: string; state: ConsentState["state"] }[] {
  const states = new Map(call.recording?.consents.map((each) => [each.participant_id, each.state]));
  return call.participants.flatMap(({ id, name }) => {
    const state = states.get(id);
    return state === undefined || state === "accepted" || state === "asked" ? [] : [{ name, state }];
  });
}
