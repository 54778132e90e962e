import { Modal, MultiSelect, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { DateTimePicker } from "@mantine/dates";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { dateTimeFormat } from "../../shared/i18n/dates";
import { DialogForm, notifyDone, useSubmit } from "../../shared/ui";
import { type Announcement, fromForm, PLANS, saveAnnouncement, toForm, type Values } from "./data";

interface AnnouncementDialogProps {
  /** Null for a new one. */
  announcement: Announcement | null;
  onClose: () => void;
}

/** What is said in both languages, to whom, and for how long. */
export function AnnouncementDialog({ announcement, onClose }: AnnouncementDialogProps) {
  const { t } = useTranslation(["announcements", "shared"]);
  const required = isNotEmpty(t("shared:form.required"));
  const form = useForm<Values>({
    initialValues: toForm(announcement),
    validate: { text_en: required, text_pt: required, starts_at: required, ends_at: required },
  });
  const submit = useSubmit(form, async (values: Values) => {
    await saveAnnouncement(announcement?.id ?? null, fromForm(values));
    notifyDone(t("saved"));
    onClose();
  });
  const kinds = [
    { value: "info", label: t("kinds.info") },
    { value: "warning", label: t("kinds.warning") },
  ];
  const plans = PLANS.map((plan) => ({ value: plan, label: t(`shared:plan.${plan}`) }));
  return (
    <Modal opened onClose={onClose} title={t(announcement ? "change" : "new")} size="lg">
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
      >
        <Stack gap={4}>
          <SegmentedControl aria-label={t("kind")} data={kinds} {...form.getInputProps("kind")} />
          <Text size="sm" c="dimmed">
            {t(`kindHints.${form.values.kind}`)}
          </Text>
        </Stack>
        <Textarea
          label={t("textEn")}
          autosize
          minRows={2}
          maxLength={400}
          required
          data-autofocus
          {...form.getInputProps("text_en")}
        />
        <Textarea
          label={t("textPt")}
          autosize
          minRows={2}
          maxLength={400}
          required
          {...form.getInputProps("text_pt")}
        />
        <DateTimePicker
          label={t("from")}
          valueFormat={dateTimeFormat()}
          required
          {...form.getInputProps("starts_at")}
        />
        <DateTimePicker
          label={t("until")}
          description={t("zone")}
          valueFormat={dateTimeFormat()}
          required
          {...form.getInputProps("ends_at")}
        />
        <MultiSelect
          label={t("plans")}
          description={t("plansHint")}
          data={plans}
          clearable
          clearButtonProps={{ "aria-label": t("shared:clear") }}
          {...form.getInputProps("plans")}
        />
      </DialogForm>
    </Modal>
  );
}
