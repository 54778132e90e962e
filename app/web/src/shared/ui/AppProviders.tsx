import "@mantine/core/styles.layer.css";
import "@mantine/dates/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "dayjs/locale/pt-br";
import "../base.css";
import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "../api/query";
import { boot, styleNonce } from "../boot";
import { currentLanguage } from "../i18n";
import { wornLook } from "../look";
import { buildTheme, cssVariables, hasDarkPaper, type Surface } from "../theme";
import { ErrorBoundary } from "./ErrorBoundary";

const nonce = () => styleNonce ?? "";

function colorScheme(): "light" | "dark" | "auto" {
  const theme = boot.session?.person.theme;
  return theme === "light" || theme === "dark" ? theme : "auto";
}

/** Everything an app's screens stand on: theme, texts, dialogs, notices, query cache. */
export function AppProviders({ surface, children }: { surface: Surface; children: ReactNode }) {
  // The theme, too, holds a text.
  useTranslation();
  // And it is made of the page's colours, which the Branding page changes.
  useSyncExternalStore(wornLook.subscribe, wornLook.get);
  const locale = currentLanguage() === "pt-BR" ? "pt-br" : "en";
  return (
    <MantineProvider
      theme={buildTheme(surface)}
      cssVariablesResolver={cssVariables}
      getStyleNonce={nonce}
      defaultColorScheme={colorScheme()}
      forceColorScheme={surface === "client" ? (hasDarkPaper() ? "dark" : "light") : undefined}
    >
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <DatesProvider settings={{ locale, firstDayOfWeek: 0, weekendDays: [0, 6] }}>
            <ModalsProvider>
              <Notifications position="bottom-center" limit={4} />
              {children}
            </ModalsProvider>
          </DatesProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
