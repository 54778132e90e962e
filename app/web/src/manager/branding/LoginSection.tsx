import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FormSection } from "../../shared/ui";
import { ImageField } from "./ImageField";
import type { BrandingForm } from "./useBrandingForm";

export function LoginSection({ form }: { form: BrandingForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("branding.login")} why={t("branding.loginWhy")}>
      <ImageField
        label={t("branding.loginImage")}
        hint={t("branding.loginImageHint")}
        accept=".png,.jpg,.jpeg"
        path="/api/v1/branding/files/login"
        value={form.values.login_image}
        wide
        error={form.errors.login_image_id}
        onChange={(file) => form.setFieldValue("login_image", file)}
      />
      <TextInput
        label={t("branding.loginText")}
        description={t("branding.loginTextHint")}
        maxLength={200}
        {...form.getInputProps("login_text")}
      />
    </FormSection>
  );
}
