import { Alert } from "@mantine/core";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { isProblem } from "../../shared/api/problem";
import { replaceSession } from "../../shared/session";
import { problemText } from "../../shared/ui";
import { AccessLayout } from "./AccessLayout";
import { type Credentials, CredentialsForm } from "./CredentialsForm";
import { safeNext } from "./entrance";
import { SecondFactorForm } from "./SecondFactorForm";

/** Signs in and goes to where the person wanted to go. */
function useSignIn() {
  const navigate = useNavigate();
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return async (credentials: Credentials, code?: string) => {
    const session = await unwrap(api.POST("/api/v1/session", { body: { ...credentials, code } }));
    replaceSession(session);
    await router.invalidate();
    await navigate({ to: safeNext(next), replace: true });
  };
}

function failure(error: unknown, t: TFunction<"access">): string {
  if (isProblem(error, "invalid-credentials")) return t("signIn.wrong");
  if (isProblem(error, "second-factor-required")) return t("secondFactor.wrong");
  return problemText(error);
}

function EndedNotice() {
  const { t } = useTranslation("access");
  const { ended } = useSearch({ strict: false }) as { ended?: string };
  return ended ? <Alert color="yellow">{t("signIn.ended")}</Alert> : null;
}

/** Sign-in: email and password, then the second factor for those who use one. */
export function SignInPage() {
  const { t } = useTranslation("access");
  const signIn = useSignIn();
  const [held, setHeld] = useState<Credentials | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = async (credentials: Credentials, code?: string) => {
    setError(null);
    try {
      await signIn(credentials, code);
    } catch (reason) {
      const askForCode = isProblem(reason, "second-factor-required") && !code;
      if (askForCode) setHeld(credentials);
      else setError(failure(reason, t));
    }
  };
  if (held) {
    return (
      <AccessLayout title={t("secondFactor.title")} text={t("secondFactor.text")}>
        <SecondFactorForm
          error={error}
          onSubmit={(code) => attempt(held, code)}
          onBack={() => setHeld(null)}
        />
      </AccessLayout>
    );
  }
  return (
    <AccessLayout title={t("signIn.title")} text={t("signIn.text")}>
      {!error && <EndedNotice />}
      <CredentialsForm error={error} onSubmit={attempt} />
    </AccessLayout>
  );
}
