import { useNavigate } from "@tanstack/react-router";
import { useCallback, useEffect } from "react";
import { onSignedOut } from "../../shared/api/client";
import { isSupport, replaceSession } from "../../shared/session";
import { OVER_PATH } from "../support/paths";
import { SIGN_IN_PATH } from "./paths";

/** Goes to the sign-in and remembers the way back. */
export function useLeave(): () => void {
  const navigate = useNavigate();
  return useCallback(() => {
    if (isSupport()) {
      void navigate({ to: OVER_PATH }).then(() => replaceSession(null));
      return;
    }
    const next = window.location.pathname + window.location.search;
    replaceSession(null);
    void navigate({ to: SIGN_IN_PATH, search: { next, ended: "1" } });
  }, [navigate]);
}

/** Leaves as soon as the server says that the session is over. */
export function useLeaveWhenSignedOut(): void {
  const leave = useLeave();
  useEffect(() => onSignedOut(leave), [leave]);
}
