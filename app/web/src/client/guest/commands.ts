import { api, unwrap } from "../../shared/api/client";
import type { GuestView } from "../entrance";

/** What a guest can do, each answered with where they stand then. */
export interface Commands {
  look(): Promise<GuestView>;
  ask(name: string): Promise<GuestView>;
  answerConsent(accepted: boolean): Promise<GuestView>;
  revokeConsent(): Promise<GuestView>;
  leave(): Promise<GuestView>;
}

export function commandsOf(token: string, language: string): Commands {
  const params = { path: { token } };
  return {
    look: () => unwrap(api.GET("/api/v1/guests/{token}", { params })),
    ask: (name) => unwrap(api.POST("/api/v1/guests/{token}", { params, body: { name, language } })),
    answerConsent: (accepted) =>
      unwrap(api.PUT("/api/v1/guests/{token}/consent", { params, body: { accepted } })),
    revokeConsent: () => unwrap(api.DELETE("/api/v1/guests/{token}/consent", { params })),
    leave: () => unwrap(api.POST("/api/v1/guests/{token}/leave", { params })),
  };
}

export function sendMessage(token: string, text: string): Promise<unknown> {
  return unwrap(api.POST("/api/v1/guests/{token}/messages", { params: { path: { token } }, body: { text } }));
}

export function iceServersOf(token: string) {
  return unwrap(api.GET("/api/v1/guests/{token}/ice-servers", { params: { path: { token } } }));
}

export function mediaTicketOf(token: string) {
  return unwrap(api.GET("/api/v1/guests/{token}/media-ticket", { params: { path: { token } } }));
}
