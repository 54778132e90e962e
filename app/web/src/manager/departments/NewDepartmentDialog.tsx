import { Modal, Textarea, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import { DialogForm, LimitDialog, notifyDone, planLimitOf, useSubmit } from "../../shared/ui";

const EMPTY = { name: "", description: "" };

/** Name and description are enough to begin; everything else has a sensible start. */
export function NewDepartmentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["manager", "shared"]);
  const navigate = useNavigate();
  const form = useForm({ initialValues: EMPTY, validate: { name: isNotEmpty(t("shared:form.required")) } });
  const submit = useSubmit(form, async (body: typeof EMPTY) => {
    const made = await unwrap(api.POST("/api/v1/departments", { body }));
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/departments"] });
    notifyDone(t("departments.created", { name: made.name }));
    await navigate({ to: `/departments/${made.id}` });
  });
  if (planLimitOf(submit.thrown))
    return <LimitDialog error={submit.thrown} onClose={onClose} onLifted={submit.reset} />;
  return (
    <Modal opened onClose={onClose} title={t("departments.new")}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
      >
        <TextInput
          label={t("departments.name")}
          description={t("departments.nameHint")}
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Textarea
          label={t("departments.description")}
          autosize
          minRows={2}
          {...form.getInputProps("description")}
        />
      </DialogForm>
    </Modal>
  );
}
