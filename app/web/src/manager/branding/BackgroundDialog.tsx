import { Modal, MultiSelect, TextInput } from "@mantine/core";
import { isNotEmpty, useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Background, BrandFile } from "../../shared/api/types";
import { BACKGROUNDS_KEY } from "../../shared/call/companyBackgrounds";
import { DialogForm, notifyDone, useSubmit } from "../../shared/ui";
import { useDepartmentOptions } from "../queries";
import { ImageField } from "./ImageField";

interface Values {
  name: string;
  file: BrandFile | null;
  department_ids: string[];
}

async function save(background: Background | null, values: Values): Promise<void> {
  const { name, file } = values;
  const made =
    background ?? (await unwrap(api.POST("/api/v1/backgrounds", { body: { name, file_id: file?.id ?? 0 } })));
  const department_ids = values.department_ids.map(Number);
  if (!background && department_ids.length === 0) return;
  await api.PATCH("/api/v1/backgrounds/{background_id}", {
    params: { path: { background_id: made.id } },
    body: { name, department_ids, version: made.version },
  });
}

/** A new background, or another name and other departments for one. */
export function BackgroundDialog({
  background,
  onClose,
}: {
  background: Background | null;
  onClose: () => void;
}) {
  const { t } = useTranslation(["manager", "shared"]);
  const departments = useDepartmentOptions();
  const form = useForm<Values>({
    initialValues: {
      name: background?.name ?? "",
      file: null,
      department_ids: (background?.department_ids ?? []).map(String),
    },
    validate: {
      name: isNotEmpty(t("shared:form.required")),
      file: (file) => (background || file ? null : t("branding.choosePicture")),
    },
  });
  const submit = useSubmit(form, async (values: Values) => {
    await save(background, values);
    notifyDone(t("branding.backgroundSaved", { name: values.name }));
    onClose();
    await queryClient.invalidateQueries({ queryKey: BACKGROUNDS_KEY });
    await queryClient.invalidateQueries({ queryKey: ["/api/v1/departments"] });
  });
  const title = background
    ? t("branding.editBackground", { name: background.name })
    : t("branding.addBackground");
  return (
    <Modal opened onClose={onClose} title={title}>
      <DialogForm
        onSubmit={form.onSubmit((values) => void submit.run(values))}
        onCancel={onClose}
        busy={submit.busy}
        error={submit.error}
      >
        {!background && (
          <ImageField
            label={t("branding.picture")}
            hint={t("branding.pictureHint")}
            accept=".png,.jpg,.jpeg"
            path="/api/v1/branding/files/background"
            value={form.values.file}
            wide
            error={form.errors.file}
            onChange={(file) => form.setFieldValue("file", file)}
          />
        )}
        <TextInput
          label={t("branding.backgroundName")}
          required
          maxLength={80}
          {...form.getInputProps("name")}
        />
        <MultiSelect
          label={t("branding.defaultFor")}
          description={t("branding.defaultForHint")}
          data={departments}
          searchable
          {...form.getInputProps("department_ids")}
        />
      </DialogForm>
    </Modal>
  );
}
