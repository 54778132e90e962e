import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api } from "../../../shared/api/client";
import { useSubmit } from "../../../shared/ui";

interface DialogProps {
  onDone: () => void;
  onClose: () => void;
}

export function TotpStopDialog({ onDone, onClose }: DialogProps) {
  const { t } = useTranslation(["access", "shared"]);
  const form = useForm({ initialValues: { password: "" } });
  const submit = useSubmit(form, async (body: { password: string }) => {
    await api.DELETE("/api/v1/session/totp", { body });
    onDone();
  });
  return (
    <Modal opened onClose={onClose} title={t("account.totp.stopTitle")}>
      <form onSubmit={form.onSubmit((values) => void submit.run(values))}>
        <Stack>
          <Text>{t("account.totp.stopText")}</Text>
          <PasswordInput
            label={t("password")}
            autoComplete="current-password"
            data-autofocus
            visibilityToggleButtonProps={{ "aria-label": t("reveal") }}
            {...form.getInputProps("password")}
            error={form.errors.password ?? submit.error}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("shared:cancel")}
            </Button>
            <Button type="submit" color="red" loading={submit.busy} disabled={form.values.password === ""}>
              {t("account.totp.stop")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
