import { api, unwrap } from "../../shared/api/client";
import type { components } from "../../shared/api/schema.gen";
import type { DeviceReport } from "../../shared/call/DeviceCheck";
import type { VisitView } from "../entrance";

type Rating = components["schemas"]["NewRating"];
type Callback = components["schemas"]["Callback"];

/** What the client can do, each answered with where they stand then. */
export interface Commands {
  look(): Promise<VisitView>;
  join(report: DeviceReport): Promise<VisitView>;
  leaveQueue(): Promise<VisitView>;
  leave(): Promise<VisitView>;
  askForCallback(body: Callback): Promise<VisitView>;
  answerConsent(accepted: boolean): Promise<VisitView>;
  revokeConsent(): Promise<VisitView>;
  rate(body: Rating): Promise<VisitView>;
}

export function commandsOf(token: string): Commands {
  const params = { path: { token } };
  return {
    look: () => unwrap(api.GET("/api/v1/visits/{token}", { params })),
    join: ({ network, ...report }) =>
      unwrap(
        api.POST("/api/v1/visits/{token}/queue", {
          params,
          body: { ...report, network: network ?? "unknown" },
        }),
      ),
    leaveQueue: () => unwrap(api.DELETE("/api/v1/visits/{token}/queue", { params })),
    leave: () => unwrap(api.POST("/api/v1/visits/{token}/leave", { params })),
    askForCallback: (body) => unwrap(api.POST("/api/v1/visits/{token}/callback", { params, body })),
    answerConsent: (accepted) =>
      unwrap(api.PUT("/api/v1/visits/{token}/consent", { params, body: { accepted } })),
    revokeConsent: () => unwrap(api.DELETE("/api/v1/visits/{token}/consent", { params })),
    rate: (body) => unwrap(api.POST("/api/v1/visits/{token}/rating", { params, body })),
  };
}

export function sendMessage(token: string, text: string): Promise<unknown> {
  return unwrap(api.POST("/api/v1/visits/{token}/messages", { params: { path: { token } }, body: { text } }));
}

export function iceServersOf(token: string) {
  return unwrap(api.GET("/api/v1/visits/{token}/ice-servers", { params: { path: { token } } }));
}

export function mediaTicketOf(token: string) {
  return unwrap(api.GET("/api/v1/visits/{token}/media-ticket", { params: { path: { token } } }));
}
