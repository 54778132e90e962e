import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconRestore } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import type { Branding } from "../../shared/api/types";
import { ConfirmDialog, ErrorState, FormPage, problemText } from "../../shared/ui";
import { PageSkeleton } from "../../shared/ui/PageSkeleton";
import { BackgroundsSection } from "./BackgroundsSection";
import { LoginSection } from "./LoginSection";
import { LogoSection } from "./LogoSection";
import { ColorsSection, FontSection } from "./LookSection";
import { MailSection } from "./MailSection";
import { BRANDING_KEY, useBrandingForm } from "./useBrandingForm";

function Editor({ branding }: { branding: Branding }) {
  const { t } = useTranslation("manager");
  const { form, submit, revert } = useBrandingForm(branding);
  return (
    <FormPage
      title={t("pages.branding")}
      description={t("branding.about")}
      actions={<RevertButton revert={revert} />}
      dirty={form.isDirty()}
      busy={submit.busy}
      errorCount={Object.keys(form.errors).length}
      error={submit.error}
      onSubmit={form.onSubmit((values) => void submit.run(values))}
      onDiscard={form.reset}
    >
      <LogoSection form={form} />
      <ColorsSection form={form} />
      <FontSection form={form} />
      <BackgroundsSection />
      <LoginSection form={form} />
      <MailSection form={form} />
    </FormPage>
  );
}

function RevertButton({ revert }: { revert: () => Promise<void> }) {
  const { t } = useTranslation("manager");
  const [opened, { open, close }] = useDisclosure(false);
  const run = useMutation({ mutationFn: revert, onSuccess: close });
  return (
    <>
      <Button variant="default" leftSection={<IconRestore size={16} aria-hidden />} onClick={open}>
        {t("branding.revert")}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t("branding.revert")}
        text={t("branding.revertText")}
        consequences={[t("branding.revertLook"), t("branding.revertLogin"), t("branding.revertMails")]}
        confirmLabel={t("branding.revert")}
        busy={run.isPending}
        error={run.error ? problemText(run.error) : null}
        onConfirm={() => run.mutate()}
        onClose={close}
      />
    </>
  );
}

/** How the company looks to its people and its clients. */
export default function BrandingPage() {
  const { t } = useTranslation("manager");
  const query = useQuery({ queryKey: BRANDING_KEY, queryFn: () => unwrap(api.GET("/api/v1/branding")) });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError)
    return (
      <ErrorState title={t("branding.failed")} error={query.error} onRetry={() => void query.refetch()} />
    );
  return <Editor branding={query.data} />;
}
