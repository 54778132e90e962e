import { Button, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import type { Commands } from "./commands";
import { useCommand } from "./useCommand";

interface CallbackFormProps {
  phone: string;
  ask: Commands["askForCallback"];
}

/** 'Call me back': a number, when it suits, and a word about what it is for. */
export function CallbackForm({ phone, ask }: CallbackFormProps) {
  const { t } = useTranslation("client");
  const { pending, problem, run } = useCommand();
  const form = useForm({
    initialValues: { phone, preferred_at: null as string | null, note: "" },
    validate: { phone: (value) => (value.trim() ? null : t("callback.phoneMissing")) },
  });
  const send = form.onSubmit(({ preferred_at, ...rest }) => {
    const at = preferred_at ? new Date(preferred_at).toISOString() : null;
    return run(() => ask({ ...rest, preferred_at: at }));
  });
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <Title order={2}>{t("callback.title")}</Title>
        <Text>{t("callback.text")}</Text>
        <TextInput
          label={t("callback.phone")}
          type="tel"
          autoComplete="tel"
          required
          {...form.getInputProps("phone")}
        />
        <DateTimePicker
          label={t("callback.when")}
          description={t("callback.whenHint")}
          minDate={new Date()}
          clearable
          dropdownType="modal"
          valueFormat="LLL"
          {...form.getInputProps("preferred_at")}
        />
        <Textarea
          label={t("callback.note")}
          autosize
          minRows={2}
          maxLength={500}
          {...form.getInputProps("note")}
        />
        {problem && (
          <Text c="red" role="alert">
            {problem}
          </Text>
        )}
        <Button type="submit" fullWidth loading={pending}>
          {t("callback.send")}
        </Button>
      </Stack>
    </form>
  );
}
