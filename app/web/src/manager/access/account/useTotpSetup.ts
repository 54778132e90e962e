import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "../../../shared/api/client";
import { isProblem } from "../../../shared/api/problem";

/** Begins the set-up of the second factor at once. An older session is asked for its password first. */
export function useTotpSetup() {
  const start = useMutation({
    mutationFn: (password?: string) => unwrap(api.POST("/api/v1/session/totp", { body: { password } })),
  });
  const { mutate } = start;
  useEffect(() => mutate(undefined), [mutate]);
  const passwordError = isProblem(start.error) ? start.error.fieldErrors.password : undefined;
  return { ...start, needsPassword: passwordError !== undefined, passwordError };
}
