import { useMantineColorScheme } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import type { Session } from "../../shared/api/types";
import type { Language } from "../../shared/boot";
import { changeLanguage, currentLanguage, LANGUAGES } from "../../shared/i18n";
import { connectTo, RealtimeProvider, useConnectionState } from "../../shared/realtime";
import { useMaybeSession } from "../../shared/session";
import { PlanNotice } from "../../shared/ui/PlanNotice";
import { EnrolPage } from "./EnrolPage";
import { useLeave, useLeaveWhenSignedOut } from "./useLeave";
import { useLiveSession } from "./useLiveSession";

/** The choices that a person keeps in the account follow to every browser. */
function usePreferences({ language, theme }: Session["person"]): void {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (theme === "light" || theme === "dark" || theme === "auto") setColorScheme(theme);
  }, [theme, setColorScheme]);
  useEffect(() => {
    if (language in LANGUAGES && language !== currentLanguage()) void changeLanguage(language as Language);
  }, [language]);
}

function Inside({ session }: { session: Session }) {
  const leave = useLeave();
  const { status } = useConnectionState();
  usePreferences(session.person);
  useLeaveWhenSignedOut();
  useLiveSession();
  useEffect(() => {
    if (status === "ended") leave();
  }, [status, leave]);
  return (
    <>
      <Outlet />
      <PlanNotice />
    </>
  );
}

/** What surrounds every signed-in page: the live connection and the person's own choices. */
export function SignedIn() {
  const session = useMaybeSession();
  const personId = session?.person.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person needs another connection
  const connection = useMemo(() => connectTo("/people"), [personId]);
  if (!session) return null;
  if (session.needs_second_factor) return <EnrolPage />;
  return (
    <RealtimeProvider connection={connection}>
      <Inside session={session} />
    </RealtimeProvider>
  );
}
