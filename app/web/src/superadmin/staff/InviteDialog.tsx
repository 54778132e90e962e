import { Modal, Text, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { DialogForm, notifyDone, useSubmit } from "../../shared/ui";
import { inviteStaff, type StaffRole } from "./data";
import { RoleField } from "./RoleField";

interface Values {
  name: string;
  email: string;
  role: StaffRole;
}

/** Makes an account; its owner chooses the password by the link in the mail. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["staff", "shared"]);
  const form = useForm<Values>({
    initialValues: { name: "", email: "", role: "support" },
    validate: {
      name: isNotEmpty(t("shared:form.required")),
      email: isEmail(t("shared:form.email")),
    },
  });
  const submit = useSubmit(form, async (values: Values) => {
    const made = await inviteStaff({ ...values, email: values.email.trim() });
    notifyDone(t("invitedDone", { email: made.email }));
    onClose();
  });
  return (
    <Modal opened onClose={onClose} title={t("inviteTitle")}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
        submitLabel={t("invite")}
      >
        <TextInput label={t("name")} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t("email")} type="email" required {...form.getInputProps("email")} />
        <RoleField {...form.getInputProps("role")} />
        <Text size="sm" c="dimmed">
          {t("inviteHint")}
        </Text>
      </DialogForm>
    </Modal>
  );
}
