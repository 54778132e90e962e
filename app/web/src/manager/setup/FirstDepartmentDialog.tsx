import { Checkbox, Modal, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import { useSession } from "../../shared/session";
import { DialogForm, LimitDialog, planLimitOf, useSubmit } from "../../shared/ui";

/** A department by its name alone; whoever sets the company up often takes the first calls. */
export function FirstDepartmentDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["setup", "shared"]);
  const { person } = useSession();
  const form = useForm({
    initialValues: { name: "", myself: true },
    validate: { name: isNotEmpty(t("shared:form.required")) },
  });
  const submit = useSubmit(form, async ({ name, myself }: { name: string; myself: boolean }) => {
    const { id } = await unwrap(api.POST("/api/v1/departments", { body: { name } }));
    if (myself) {
      await api.PUT("/api/v1/departments/{department_id}/attendants", {
        params: { path: { department_id: id } },
        body: { person_ids: [person.id] },
      });
    }
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/departments"] });
    onClose();
  });
  if (planLimitOf(submit.thrown))
    return <LimitDialog error={submit.thrown} onClose={onClose} onLifted={submit.reset} />;
  return (
    <Modal opened onClose={onClose} title={t("steps.department.action")}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
      >
        <TextInput
          label={t("department.name")}
          description={t("department.hint")}
          required
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Checkbox label={t("department.myself")} {...form.getInputProps("myself", { type: "checkbox" })} />
      </DialogForm>
    </Modal>
  );
}
