import { Button, Center, Code, Group, Loader, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../../shared/api/client";
import { CopyButton, ErrorState, useSubmit } from "../../../shared/ui";
import classes from "./account.module.css";

interface DialogProps {
  onDone: () => void;
  onClose: () => void;
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

interface Setup {
  secret: string;
  uri: string;
}

function ScanStep({ setup, onCodes }: { setup: Setup; onCodes: (codes: string[]) => void }) {
  const { t } = useTranslation("access");
  const form = useForm({ initialValues: { code: "" } });
  const submit = useSubmit(form, async ({ code }: { code: string }) => {
    const answer = await unwrap(api.PUT("/api/v1/session/totp", { body: { code: code.replace(/\s/g, "") } }));
    onCodes(answer.recovery_codes);
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

/** Picture, confirmation by a first code, then the recovery codes, which close only on purpose. */
export function TotpSetupDialog({ onDone, onClose }: DialogProps) {
  const { t } = useTranslation("access");
  const [codes, setCodes] = useState<string[] | null>(null);
  const setup = useQuery({
    queryKey: ["totp-setup"],
    queryFn: () => unwrap(api.POST("/api/v1/session/totp", { body: {} })),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = t(codes ? "account.totp.recoveryTitle" : "account.totp.title");
  return (
    <Modal
      opened
      onClose={codes ? onDone : onClose}
      title={title}
      closeOnClickOutside={!codes}
      closeOnEscape={!codes}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onDone={onDone} />
      ) : setup.data ? (
        <ScanStep setup={setup.data} onCodes={setCodes} />
      ) : setup.isError ? (
        <ErrorState title={title} error={setup.error} onRetry={() => void setup.refetch()} />
      ) : (
        <Center h={280}>
          <Loader />
        </Center>
      )}
    </Modal>
  );
}
