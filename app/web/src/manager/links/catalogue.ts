import type { LinkStatus, LinkType } from "../../shared/api/types";
import type { Tone } from "../../shared/ui";

export const TYPES: LinkType[] = ["single_use", "reusable", "scheduled"];
export const STATUSES: LinkStatus[] = ["active", "used", "expired", "canceled"];

export const STATUS_TONE: Record<LinkStatus, Tone> = {
  active: "green",
  used: "blue",
  expired: "gray",
  canceled: "gray",
};
