import { api, unwrap } from "../../shared/api/client";
import type { components } from "../../shared/api/schema.gen";

type Schemas = components["schemas"];

export type Recording = Schemas["Recording"];
export type RecordingPart = Schemas["Part"];
export type Storage = Schemas["Storage"];

export const STORAGE_KEY = ["/api/v1/recordings/storage"];
export const recordingsKey = (callId: number) => ["/api/v1/calls", callId, "recordings"];

export async function recordingsOf(callId: number): Promise<Recording[]> {
  const params = { path: { call_id: callId } };
  return (await unwrap(api.GET("/api/v1/calls/{call_id}/recordings", { params }))).items;
}

export function storage(): Promise<Storage> {
  return unwrap(api.GET("/api/v1/recordings/storage"));
}

export function setLegalHold(id: number, held: boolean, reason: string): Promise<Recording> {
  const params = { path: { recording_id: id } };
  return unwrap(api.PUT("/api/v1/recordings/{recording_id}/legal-hold", { params, body: { held, reason } }));
}

/** Where a part plays or is kept from; the server answers with a short link to the store. */
export function partUrl(recordingId: number, number: number, what: "play" | "download"): string {
  return `/api/v1/recordings/${recordingId}/parts/${number}/${what}`;
}

const PART_SETTLED = new Set<RecordingPart["state"]>(["stored", "failed", "purged"]);
const SETTLED = new Set<Recording["state"]>(["stopped", "declined", "failed"]);

/** Whether what is shown of them can still change by itself. */
export function isUnsettled(recordings: readonly Recording[]): boolean {
  return recordings.some(
    ({ state, parts }) => !SETTLED.has(state) || parts.some((part) => !PART_SETTLED.has(part.state)),
  );
}
