import { api, unwrap } from "../../shared/api/client";
import type { Call } from "../types";

const of = (call_id: number) => ({ params: { path: { call_id } } });

export function startRecording(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/recording", of(id)));
}

export function askAgain(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/recording/ask-again", of(id)));
}

export function stopRecording(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/recording/stop", of(id)));
}
