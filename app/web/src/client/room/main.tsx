import { createRoot } from "react-dom/client";
import { startI18n } from "../../shared/i18n";
import { AppProviders } from "../../shared/ui/AppProviders";
import type { Entrance } from "../entrance";

/** Takes over the page once the form is sent. */
export function mountRoom(root: HTMLElement, _entrance: Entrance): void {
  void startI18n("client").then(() =>
    createRoot(root).render(<AppProviders surface="client">{null}</AppProviders>),
  );
}
