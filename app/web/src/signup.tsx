import { createRoot } from "react-dom/client";
import { startI18n } from "./shared/i18n";
import { AppProviders } from "./shared/ui/AppProviders";
import { ConfirmPage } from "./signup/ConfirmPage";
import { SignupPage } from "./signup/SignupPage";

const CONFIRM = "/signup/confirm/";

async function start(root: HTMLElement): Promise<void> {
  await startI18n("signup", "access");
  const { pathname } = location;
  const link = pathname.startsWith(CONFIRM) ? pathname.slice(CONFIRM.length) : null;
  createRoot(root).render(
    <AppProviders surface="panel">{link ? <ConfirmPage link={link} /> : <SignupPage />}</AppProviders>,
  );
}

const root = document.getElementById("root");
if (root) void start(root);
