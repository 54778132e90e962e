import dayjs from "dayjs";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { components } from "../../shared/api/schema.gen";

export type Announcement = components["schemas"]["Announcement"];
export type Body = components["schemas"]["AnnouncementBody"];
export type State = "coming" | "now" | "over";

export const PATH = "/api/v1/announcements";
export const PLANS = ["free", "starter", "business", "professional", "enterprise"] as const;
/* As the pickers hold a moment: in the zone of this browser. */
const WALL = "YYYY-MM-DD HH:mm:ss";

export interface Values {
  kind: Body["kind"];
  text_en: string;
  text_pt: string;
  starts_at: string;
  ends_at: string;
  plans: Body["plans"];
}

export function stateOf({ starts_at, ends_at }: Announcement, now: number): State {
  if (now >= Date.parse(ends_at)) return "over";
  return now < Date.parse(starts_at) ? "coming" : "now";
}

export function toForm(announcement: Announcement | null): Values {
  const now = dayjs();
  const { kind, text_en, text_pt, plans } = announcement ?? {
    kind: "info" as const,
    text_en: "",
    text_pt: "",
    plans: [],
  };
  const starts = announcement ? dayjs(announcement.starts_at) : now;
  const ends = announcement ? dayjs(announcement.ends_at) : now.add(1, "day");
  return { kind, text_en, text_pt, plans, starts_at: starts.format(WALL), ends_at: ends.format(WALL) };
}

export function fromForm(values: Values): Body {
  const moment = (wall: string) => dayjs(wall).toISOString();
  return { ...values, starts_at: moment(values.starts_at), ends_at: moment(values.ends_at) };
}

export async function saveAnnouncement(id: number | null, body: Body): Promise<void> {
  if (id === null) await unwrap(api.POST(PATH, { body }));
  else
    await unwrap(
      api.PUT("/api/v1/announcements/{announcement_id}", {
        params: { path: { announcement_id: id } },
        body,
      }),
    );
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}

export async function withdrawAnnouncement(id: number): Promise<void> {
  await api.DELETE("/api/v1/announcements/{announcement_id}", {
    params: { path: { announcement_id: id } },
  });
  await queryClient.invalidateQueries({ queryKey: [PATH] });
}
