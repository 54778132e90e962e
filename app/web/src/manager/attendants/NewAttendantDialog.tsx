import { Modal, Text } from "@mantine/core";
import { isEmail, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import { DialogForm, LimitDialog, notifyDone, planLimitOf, useSubmit } from "../../shared/ui";
import { PersonFields, type PersonValues, usePersonRules } from "./PersonFields";

const EMPTY: PersonValues = { name: "", email: "", role: "attendant", department_ids: [] };

/** Makes an account; its owner chooses the password by the link in the invitation. */
export function NewAttendantDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["manager", "shared"]);
  const rules = usePersonRules();
  const form = useForm<PersonValues>({
    initialValues: EMPTY,
    validate: { ...rules, email: isEmail(t("shared:form.email")) },
  });
  const submit = useSubmit(form, async (values: PersonValues) => {
    const body = { ...values, email: values.email.trim(), department_ids: values.department_ids.map(Number) };
    const made = await unwrap(api.POST("/api/v1/attendants", { body }));
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/attendants"] });
    notifyDone(t("attendants.invited", { email: made.email }));
    onClose();
  });
  if (planLimitOf(submit.thrown))
    return <LimitDialog error={submit.thrown} onClose={onClose} onLifted={submit.reset} />;
  return (
    <Modal opened onClose={onClose} title={t("attendants.new")}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
      >
        <PersonFields form={form} withEmail />
        <Text size="sm" c="dimmed">
          {t("attendants.invitationHint")}
        </Text>
      </DialogForm>
    </Modal>
  );
}
