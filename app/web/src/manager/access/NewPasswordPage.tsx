import { Alert, Button, PasswordInput, Stack, Text } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { isProblem } from "../../shared/api/problem";
import { ErrorState, notifyDone, useSubmit } from "../../shared/ui";
import { PageSkeleton } from "../../shared/ui/PageSkeleton";
import { AccessLayout } from "./AccessLayout";
import { SIGN_IN_PATH } from "./paths";

type Purpose = "reset" | "invitation";

const PATHS = {
  reset: "/api/v1/password-resets/{token}",
  invitation: "/api/v1/invitations/{token}",
} as const;

function PasswordForm({ purpose, token, email }: { purpose: Purpose; token: string; email: string }) {
  const { t } = useTranslation(["access", "shared"]);
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { password: "" },
    validate: { password: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async (body: { password: string }) => {
    await api.PUT(PATHS[purpose], { params: { path: { token } }, body });
    notifyDone(t("newPassword.done"));
    await navigate({ to: SIGN_IN_PATH });
  });
  return (
    <form onSubmit={form.onSubmit((values) => void submit.run(values))} noValidate>
      <Stack gap="md">
        {submit.error && (
          <Alert color="red" role="alert">
            {submit.error}
          </Alert>
        )}
        {/* Lets password managers file the new password under the right name. */}
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <PasswordInput
          label={t("newPassword.label")}
          description={t("newPassword.hint")}
          autoComplete="new-password"
          autoFocus
          size="md"
          visibilityToggleButtonProps={{ "aria-label": t("reveal") }}
          {...form.getInputProps("password")}
        />
        <Button type="submit" size="md" loading={submit.busy}>
          {t(`${purpose}.button`)}
        </Button>
      </Stack>
    </form>
  );
}

function Spent({ purpose }: { purpose: Purpose }) {
  const { t } = useTranslation("access");
  return (
    <AccessLayout title={t("spent.title")} text={t(`${purpose}.spent`)}>
      <Button component={Link} to={purpose === "reset" ? "/forgot-password" : SIGN_IN_PATH} size="md">
        {t(purpose === "reset" ? "forgot.again" : "backToSignIn")}
      </Button>
    </AccessLayout>
  );
}

function NewPasswordPage({ purpose }: { purpose: Purpose }) {
  const { t } = useTranslation("access");
  const { token = "" } = useParams({ strict: false }) as { token?: string };
  const view = useQuery({
    queryKey: [purpose, token],
    queryFn: () => unwrap(api.GET(PATHS[purpose], { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (view.isPending) return <PageSkeleton />;
  if (isProblem(view.error) && [404, 410].includes(view.error.status)) return <Spent purpose={purpose} />;
  if (view.isError)
    return (
      <ErrorState title={t(`${purpose}.title`)} error={view.error} onRetry={() => void view.refetch()} />
    );
  const { email } = view.data;
  return (
    <AccessLayout title={t(`${purpose}.title`)} text={t(`${purpose}.text`)}>
      <Text c="dimmed">
        {t("newPassword.account")} <strong>{email}</strong>
      </Text>
      <PasswordForm {...{ purpose, token, email }} />
    </AccessLayout>
  );
}

export const ResetPasswordPage = () => <NewPasswordPage purpose="reset" />;
export const InvitationPage = () => <NewPasswordPage purpose="invitation" />;
