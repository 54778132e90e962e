import { api, unwrap } from "../../shared/api/client";
import { fetchAll, fetchPage } from "../../shared/api/list";
import { type Upload, uploadFile } from "../../shared/call/attachments";
import type { Call, CallRow, Outcome, Presence, Schedule, TransferTarget } from "../types";

const ofCall = (call_id: number) => ({ params: { path: { call_id } } });
const ofOffer = (offer_id: number) => ({ params: { path: { offer_id } } });

export type PresenceChoice = "online" | "paused" | "offline";

export function choosePresence(state: PresenceChoice, reason = ""): Promise<Presence> {
  return unwrap(api.PUT("/api/v1/presence", { body: { state, reason } }));
}

/** `connection` names this page's media, so that the answer seats it. */
export function acceptOffer(id: number, connection: string): Promise<Call> {
  return unwrap(api.POST("/api/v1/offers/{offer_id}/accept", { ...ofOffer(id), body: { connection } }));
}

export function iceServersOfOffer(id: number) {
  return unwrap(api.GET("/api/v1/offers/{offer_id}/ice-servers", ofOffer(id)));
}

export async function declineOffer(id: number): Promise<void> {
  await api.POST("/api/v1/offers/{offer_id}/decline", ofOffer(id));
}

export function holdCall(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/hold", ofCall(id)));
}

export function resumeCall(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/resume", ofCall(id)));
}

export function endCall(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/end", ofCall(id)));
}

export interface Transfer {
  readonly target: { readonly department_id: number } | { readonly person_id: number };
  readonly mode: "cold" | "warm";
  readonly note: string;
}

export function transferCall(id: number, { target, mode, note }: Transfer): Promise<Call> {
  const body = { ...target, mode, note };
  return unwrap(api.POST("/api/v1/calls/{call_id}/transfer", { ...ofCall(id), body }));
}

export function completeTransfer(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/transfer/complete", ofCall(id)));
}

export function cancelTransfer(id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/transfer/cancel", ofCall(id)));
}

export async function transferTargets(): Promise<TransferTarget[]> {
  return (await unwrap(api.GET("/api/v1/workstation/transfer-targets"))).items;
}

export function editCall(id: number, body: { notes?: string; tags?: string[] }): Promise<Call> {
  return unwrap(api.PATCH("/api/v1/calls/{call_id}", { ...ofCall(id), body }));
}

export interface Closing {
  readonly outcome: Outcome;
  readonly tags: string[];
  readonly notes: string;
}

export function closeCall(id: number, body: Closing): Promise<Call> {
  return unwrap(api.PUT("/api/v1/calls/{call_id}/closing", { ...ofCall(id), body }));
}

export function sendMessage(id: number, text: string) {
  return unwrap(api.POST("/api/v1/calls/{call_id}/messages", { ...ofCall(id), body: { text } }));
}

export function sendFile(id: number, file: File, progress: (part: number) => void): Upload<unknown> {
  return uploadFile(`/api/v1/calls/${id}/attachments`, file, progress);
}

export function attachmentUrl(callId: number, attachmentId: number): string {
  return `/api/v1/calls/${callId}/attachments/${attachmentId}`;
}

export function iceServersOf(id: number) {
  return unwrap(api.GET("/api/v1/calls/{call_id}/ice-servers", ofCall(id)));
}

export function mediaTicketOf(id: number) {
  return unwrap(api.GET("/api/v1/calls/{call_id}/media-ticket", ofCall(id)));
}

export function coachingTicketOf(id: number) {
  return unwrap(api.GET("/api/v1/calls/{call_id}/coaching-ticket", ofCall(id)));
}

export function ownFigures() {
  return unwrap(api.GET("/api/v1/workstation/today"));
}

/** The departments whose queues this person may see. */
export async function queueDepartments(): Promise<number[]> {
  const { items } = await unwrap(api.GET("/api/v1/queue"));
  return items.map(({ department }) => department.id);
}

export async function callsOfClient(clientId: number, limit: number): Promise<CallRow[]> {
  return (await fetchPage("/api/v1/calls", { client_id: clientId, limit })).items;
}

/** Callbacks that nobody has made yet, those that are due first in front. */
export function openCallbacks(): Promise<Schedule[]> {
  return fetchAll("/api/v1/schedules", { status: "pending", sort: "due_at" });
}

export async function finishCallback(id: number): Promise<void> {
  const body = { status: "completed" as const };
  await api.PATCH("/api/v1/schedules/{schedule_id}", { params: { path: { schedule_id: id } }, body });
}
