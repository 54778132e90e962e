import { api, unwrap } from "../../shared/api/client";
import { type Upload, uploadFile } from "../../shared/call/attachments";
import type { MediaTicket } from "../../shared/media/ticket";
import type { Mode, Supervision } from "./modes";

const ofCall = (call_id: number) => ({ params: { path: { call_id } } });
const of = (supervision_id: number) => ({ params: { path: { supervision_id } } });

export function startSupervision(callId: number, mode: Mode): Promise<Supervision> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/supervision", { ...ofCall(callId), body: { mode } }));
}

export function switchSupervision(id: number, mode: Mode): Promise<Supervision> {
  return unwrap(api.PUT("/api/v1/supervisions/{supervision_id}", { ...of(id), body: { mode } }));
}

export async function endSupervision(id: number): Promise<void> {
  await api.DELETE("/api/v1/supervisions/{supervision_id}", of(id));
}

export function hiddenTicket(id: number): Promise<MediaTicket> {
  return unwrap(api.GET("/api/v1/supervisions/{supervision_id}/ticket", of(id)));
}

export function coachTicket(id: number): Promise<MediaTicket> {
  return unwrap(api.GET("/api/v1/supervisions/{supervision_id}/coaching-ticket", of(id)));
}

export function seatTicket(callId: number): Promise<MediaTicket> {
  return unwrap(api.GET("/api/v1/calls/{call_id}/media-ticket", ofCall(callId)));
}

export function iceServersOf(callId: number) {
  return unwrap(api.GET("/api/v1/calls/{call_id}/ice-servers", ofCall(callId)));
}

export function sendMessage(callId: number, text: string) {
  return unwrap(api.POST("/api/v1/calls/{call_id}/messages", { ...ofCall(callId), body: { text } }));
}

export function sendFile(callId: number, file: File, progress: (part: number) => void): Upload<unknown> {
  return uploadFile(`/api/v1/calls/${callId}/attachments`, file, progress);
}

export function attachmentUrl(callId: number, attachmentId: number): string {
  return `/api/v1/calls/${callId}/attachments/${attachmentId}`;
}
