import { createRoot } from "react-dom/client";
import { setCsrfToken } from "../../shared/api/client";
import { startI18n } from "../../shared/i18n";
import { connectTo, RealtimeProvider } from "../../shared/realtime";
import { AppProviders } from "../../shared/ui/AppProviders";
import type { GuestEntrance } from "../entrance";
import { GuestRoom } from "./GuestRoom";

/** Takes over the invitation's page once its form is sent. */
export async function mountRoom(root: HTMLElement, { token, guest }: GuestEntrance): Promise<void> {
  setCsrfToken(guest.csrf_token ?? "");
  await startI18n("client", "call", "guests", "recording");
  const connection = connectTo("/guests", { token });
  createRoot(root).render(
    <AppProviders surface="client">
      <RealtimeProvider connection={connection}>
        <GuestRoom token={token} first={guest} />
      </RealtimeProvider>
    </AppProviders>,
  );
}
