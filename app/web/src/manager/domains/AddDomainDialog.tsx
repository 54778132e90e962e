import { Modal, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { DialogForm, notifyDone, planFeatureOf, UpgradeDialog, useSubmit } from "../../shared/ui";
import { addDomain } from "./data";

export function AddDomainDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["domains", "shared"]);
  const form = useForm({
    initialValues: { host: "" },
    validate: { host: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async ({ host }: { host: string }) => {
    const made = await addDomain(host);
    notifyDone(t("added", { name: made.name }));
    onClose();
  });
  if (planFeatureOf(submit.thrown))
    return <UpgradeDialog error={submit.thrown} onClose={onClose} onLifted={submit.reset} />;
  return (
    <Modal opened onClose={onClose} title={t("add")}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
        submitLabel={t("add")}
      >
        <TextInput
          label={t("name")}
          description={t("nameHint")}
          inputMode="url"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          required
          data-autofocus
          {...form.getInputProps("host")}
        />
      </DialogForm>
    </Modal>
  );
}
