import { Checkbox, Modal, Select, Text, Textarea } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useCan } from "../../shared/session";
import { DialogForm, useSubmit } from "../../shared/ui";
import { askForAccess } from "./data";

const MINUTES = ["15", "30", "60", "120", "240"] as const;

interface AskDialogProps {
  company: { id: number; name: string };
  onClose: () => void;
}

interface Values {
  reason: string;
  minutes: string;
  may_change: boolean;
}

/** Asks for a reason and a time, then goes to the company's host. */
export function AskDialog({ company, onClose }: AskDialogProps) {
  const { t } = useTranslation(["staff", "shared"]);
  const mayChange = useCan()("support.change");
  const form = useForm<Values>({
    initialValues: { reason: "", minutes: "30", may_change: false },
    validate: { reason: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async (values: Values) => {
    const url = await askForAccess(company.id, { ...values, minutes: Number(values.minutes) });
    window.location.assign(url);
  });
  return (
    <Modal opened onClose={onClose} title={t("support.askTitle", { name: company.name })}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
        submitLabel={t("support.open")}
      >
        <Text>{t("support.askText")}</Text>
        <Textarea
          label={t("support.reason")}
          description={t("support.reasonHint")}
          autosize
          minRows={2}
          required
          data-autofocus
          {...form.getInputProps("reason")}
        />
        <Select
          label={t("support.minutes")}
          data={MINUTES.map((each) => ({ value: each, label: t(`support.duration.${each}`) }))}
          allowDeselect={false}
          {...form.getInputProps("minutes")}
        />
        {mayChange && (
          <Checkbox
            label={t("support.mayChange")}
            description={t("support.mayChangeHint")}
            {...form.getInputProps("may_change", { type: "checkbox" })}
          />
        )}
      </DialogForm>
    </Modal>
  );
}
