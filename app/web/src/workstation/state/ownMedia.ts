import { offerKnownBackgrounds } from "../../shared/call/companyBackgrounds";
import { LocalMedia } from "../../shared/media/local";

let opened: LocalMedia | null = null;

/** Opens the devices at the press on Accept: they take longer than the server's answer. */
export function openOwnMedia(departmentId: number): void {
  opened ??= new LocalMedia();
  offerKnownBackgrounds(opened, departmentId);
  void opened.start();
}

/** The devices for the call that comes now: those opened at the press, or new ones. */
export function takeOwnMedia(): LocalMedia {
  const media = opened ?? new LocalMedia();
  opened = null;
  return media;
}

/** The call went to somebody else: nothing stays on. */
export function closeOwnMedia(): void {
  opened?.stop();
  opened = null;
}
