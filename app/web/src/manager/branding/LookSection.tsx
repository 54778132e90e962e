import { Alert, ColorInput, Select, SimpleGrid } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { number } from "../../shared/format";
import { COLOR_NAMES, FACES, FONTS } from "../../shared/look";
import { FormSection } from "../../shared/ui";
import { poorContrasts } from "./contrasts";
import { Sample } from "./Sample";
import type { BrandingForm } from "./useBrandingForm";

/** Six colours, and what they look like together. */
export function ColorsSection({ form }: { form: BrandingForm }) {
  const { t } = useTranslation("manager");
  return (
    <FormSection title={t("branding.colors")} why={t("branding.colorsWhy")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {COLOR_NAMES.map((name) => (
          <ColorInput
            key={name}
            label={t(`branding.color.${name}`)}
            description={t(`branding.colorHint.${name}`)}
            format="hex"
            withEyeDropper={false}
            popoverProps={{ withinPortal: false }}
            {...form.getInputProps(name)}
          />
        ))}
      </SimpleGrid>
      <Warnings form={form} />
      <Sample look={form.values} logo={form.values.logo?.url ?? null} />
    </FormSection>
  );
}

function Warnings({ form }: { form: BrandingForm }) {
  const { t } = useTranslation("manager");
  const poor = poorContrasts(form.values);
  return (
    <div role="status">
      {poor.map(({ name, ratio }) => (
        <Alert key={name} color="yellow" mb="sm" icon={<IconAlertTriangle size={16} aria-hidden />}>
          {t(`branding.poor.${name}`, { ratio: number(ratio) })}
        </Alert>
      ))}
    </div>
  );
}

export function FontSection({ form }: { form: BrandingForm }) {
  const { t } = useTranslation("manager");
  const names = FONTS.map((font) => ({ value: font, label: FACES[font].replace(" Variable", "") }));
  return (
    <FormSection title={t("branding.typography")} why={t("branding.typographyWhy")}>
      <Select label={t("branding.font")} data={names} {...form.getInputProps("font")} />
    </FormSection>
  );
}
