import { api, unwrap } from "../../shared/api/client";
import type { components } from "../../shared/api/schema.gen";
import type { Call } from "../types";

export type Invitation = components["schemas"]["Invitation"];

const ofCall = (call_id: number) => ({ params: { path: { call_id } } });
const ofGuest = (call_id: number, guest_id: number) => ({ params: { path: { call_id, guest_id } } });
const ofSeat = (call_id: number, participant_id: number) => ({
  params: { path: { call_id, participant_id } },
});

export async function invitationsOf(callId: number): Promise<Invitation[]> {
  return (await unwrap(api.GET("/api/v1/calls/{call_id}/invitations", ofCall(callId)))).items;
}

export function makeLink(callId: number): Promise<Invitation> {
  const body = { channel: "link" as const };
  return unwrap(api.POST("/api/v1/calls/{call_id}/invitations", { ...ofCall(callId), body }));
}

export function mailInvitation(callId: number, recipient: string, message: string): Promise<Invitation> {
  const body = { channel: "email" as const, recipient, message };
  return unwrap(api.POST("/api/v1/calls/{call_id}/invitations", { ...ofCall(callId), body }));
}

export function withdrawInvitation(call_id: number, invitation_id: number): Promise<Invitation> {
  return unwrap(
    api.DELETE("/api/v1/calls/{call_id}/invitations/{invitation_id}", {
      params: { path: { call_id, invitation_id } },
    }),
  );
}

export function admitGuest(callId: number, guestId: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/guests/{guest_id}/admit", ofGuest(callId, guestId)));
}

export function refuseGuest(callId: number, guestId: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/guests/{guest_id}/refuse", ofGuest(callId, guestId)));
}

export function muteParticipant(callId: number, id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/participants/{participant_id}/mute", ofSeat(callId, id)));
}

export function removeParticipant(callId: number, id: number): Promise<Call> {
  return unwrap(api.POST("/api/v1/calls/{call_id}/participants/{participant_id}/remove", ofSeat(callId, id)));
}

export function lockCall(callId: number, locked: boolean): Promise<Call> {
  return unwrap(api.PUT("/api/v1/calls/{call_id}/lock", { ...ofCall(callId), body: { locked } }));
}
