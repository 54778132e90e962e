import { Skeleton, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { FormSection, problemText } from "../../shared/ui";
import classes from "./branding.module.css";
import type { BrandingForm } from "./useBrandingForm";

const PAUSE_MS = 600;

export function MailSection({ form }: { form: BrandingForm }) {
  const { t } = useTranslation("manager");
  const html = { autosize: true, minRows: 4, maxRows: 12, spellCheck: false, maxLength: 20_000 };
  return (
    <FormSection title={t("branding.mails")} why={t("branding.mailsWhy")}>
      <Textarea
        label={t("branding.header")}
        description={t("branding.headerHint")}
        classNames={{ input: classes.code }}
        {...html}
        {...form.getInputProps("email_header")}
      />
      <Textarea
        label={t("branding.footer")}
        description={t("branding.footerHint")}
        classNames={{ input: classes.code }}
        {...html}
        {...form.getInputProps("email_footer")}
      />
      <Preview header={form.values.email_header} footer={form.values.email_footer} />
    </FormSection>
  );
}

/** The server makes the sample: what it takes out is missing here too. */
function Preview({ header, footer }: { header: string; footer: string }) {
  const { t } = useTranslation("manager");
  const [draft] = useDebouncedValue({ email_header: header, email_footer: footer }, PAUSE_MS);
  const query = useQuery({
    queryKey: ["mail-preview", draft],
    queryFn: () => unwrap(api.POST("/api/v1/branding/mail-preview", { body: draft })),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  });
  if (query.isError) return <p role="alert">{problemText(query.error)}</p>;
  if (!query.data) return <Skeleton height={420} />;
  return <iframe className={classes.mail} title={t("branding.mailPreview")} src={query.data.url} />;
}
