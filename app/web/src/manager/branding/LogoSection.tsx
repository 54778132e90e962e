import { useTranslation } from "react-i18next";
import { FormSection } from "../../shared/ui";
import { ImageField } from "./ImageField";
import type { BrandingForm } from "./useBrandingForm";

const FILES = "/api/v1/branding/files";

export function LogoSection({ form }: { form: BrandingForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("branding.marks")} why={t("branding.marksWhy")}>
      <ImageField
        label={t("branding.logo")}
        hint={t("branding.logoHint")}
        accept=".png,.jpg,.jpeg,.svg"
        path={`${FILES}/logo`}
        value={form.values.logo}
        error={form.errors.logo_id}
        onChange={(file) => form.setFieldValue("logo", file)}
      />
      <ImageField
        label={t("branding.favicon")}
        hint={t("branding.faviconHint")}
        accept=".ico,.png,.svg"
        path={`${FILES}/favicon`}
        value={form.values.favicon}
        error={form.errors.favicon_id}
        onChange={(file) => form.setFieldValue("favicon", file)}
      />
    </FormSection>
  );
}
