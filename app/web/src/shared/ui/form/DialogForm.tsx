import { Button, Group, Stack, Text } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface DialogFormProps {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  onCancel: () => void;
  busy: boolean;
  /** What went wrong with the whole form, not with one field. */
  error: string | null;
  /** "Save" unless given. */
  submitLabel?: string;
  /** Takes something away. */
  danger?: boolean;
  children: ReactNode;
}

/** The form of a dialog: fields, what went wrong, and the two ways out. */
export function DialogForm({
  onSubmit,
  onCancel,
  busy,
  error,
  submitLabel,
  danger,
  children,
}: DialogFormProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    // A dialog may stand inside the page's own form.
    event.stopPropagation();
    onSubmit(event);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {children}
        {error && (
          <Text c="red" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {t("cancel")}
          </Button>
          <Button type="submit" color={danger ? "red" : undefined} loading={busy}>
            {submitLabel ?? t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
