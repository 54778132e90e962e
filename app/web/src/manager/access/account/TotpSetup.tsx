import { Button, Center, Code, Group, Loader, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../../shared/api/client";
import { serverText } from "../../../shared/i18n/server";
import { CopyButton, ErrorState, useSubmit } from "../../../shared/ui";
import classes from "./account.module.css";
import { useTotpSetup } from "./useTotpSetup";

function PasswordStep({
  busy,
  error,
  onSubmit,
}: {
  busy: boolean;
  error?: string;
  onSubmit: (password: string) => void;
}) {
  const { t } = useTranslation("access");
  const form = useForm({ initialValues: { password: "" } });
  return (
    <form onSubmit={form.onSubmit(({ password }) => onSubmit(password))}>
      <Stack>
        <Text>{t("account.totp.passwordFirst")}</Text>
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ "aria-label": t("reveal") }}
          {...form.getInputProps("password")}
          error={error}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy} disabled={form.values.password === ""}>
            {t("account.totp.next")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ScanStep({
  setup,
  onCodes,
}: {
  setup: { secret: string; uri: string };
  onCodes: (codes: string[]) => void;
}) {
  const { t } = useTranslation("access");
  const form = useForm({ initialValues: { code: "" } });
  const submit = useSubmit(form, async ({ code }: { code: string }) => {
    const body = { code: code.replace(/\s/g, "") };
    onCodes((await unwrap(api.PUT("/api/v1/session/totp", { body }))).recovery_codes);
  });
  return (
    <form onSubmit={form.onSubmit((values) => void submit.run(values))}>
      <Stack>
        <Text>{t("account.totp.scan")}</Text>
        <Center>
          <div className={classes.qr}>
            <QRCodeSVG value={setup.uri} size={176} title={t("account.totp.qr")} />
          </div>
        </Center>
        <Text size="sm" c="dimmed">
          {t("account.totp.manual")} <Code>{setup.secret}</Code>
        </Text>
        <TextInput
          label={t("account.totp.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          data-autofocus
          {...form.getInputProps("code")}
          error={form.errors.code ?? submit.error}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={submit.busy} disabled={form.values.code.trim() === ""}>
            {t("account.totp.confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("access");
  return (
    <Stack>
      <Text>{t("account.totp.recoveryText")}</Text>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between">
        <CopyButton value={codes.join("\n")} label={t("account.totp.copyAll")} />
        <Button onClick={onDone}>{t("account.totp.kept")}</Button>
      </Group>
    </Stack>
  );
}

/** Picture, confirmation by a first code, then the recovery codes. */
export function TotpSetup({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("access");
  const [codes, setCodes] = useState<string[] | null>(null);
  const start = useTotpSetup();
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (start.data) return <ScanStep setup={start.data} onCodes={setCodes} />;
  if (start.needsPassword || (start.isPending && start.variables)) {
    // The first refusal only tells that a password is wanted; from then on it is about the one typed.
    const error = start.variables === undefined ? undefined : serverText(start.passwordError ?? "");
    return <PasswordStep busy={start.isPending} error={error} onSubmit={start.mutate} />;
  }
  if (start.isError)
    return (
      <ErrorState
        title={t("account.totp.title")}
        error={start.error}
        onRetry={() => start.mutate(undefined)}
      />
    );
  return (
    <Center h={280}>
      <Loader />
    </Center>
  );
}
