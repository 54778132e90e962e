import { createRoot } from "react-dom/client";
import { setCsrfToken } from "../../shared/api/client";
import { startI18n } from "../../shared/i18n";
import { connectTo, RealtimeProvider } from "../../shared/realtime";
import { AppProviders } from "../../shared/ui/AppProviders";
import type { Entrance } from "../entrance";
import { Room } from "./Room";

/** Takes over the page once the form is sent. */
export async function mountRoom(root: HTMLElement, { token, visit }: Entrance): Promise<void> {
  setCsrfToken(visit.csrf_token ?? "");
  await startI18n("client", "call", "recording");
  const connection = connectTo("/visits", { token });
  createRoot(root).render(
    <AppProviders surface="client">
      <RealtimeProvider connection={connection}>
        <Room token={token} first={visit} />
      </RealtimeProvider>
    </AppProviders>,
  );
}
