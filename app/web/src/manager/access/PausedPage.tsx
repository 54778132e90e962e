import { Button, Stack, Text } from "@mantine/core";
import { IconBrandWhatsapp, IconMail } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SessionCompany } from "../../shared/api/types";
import { useCan, useSession } from "../../shared/session";
import { AccessLayout } from "./AccessLayout";

/** In place of every page while the company is paused; it goes by itself once it is restored. */
export function PausedPage() {
  const { t } = useTranslation("access");
  const { company } = useSession();
  const answers = useCan()("billing.view");
  return (
    <AccessLayout title={t("paused.title", { company: company?.name })} text={t("paused.text")}>
      <Stack gap="md" role="status">
        <Text>{t(answers ? "paused.write" : "paused.ask")}</Text>
        {answers && company && <Contacts contact={company.contact} />}
      </Stack>
    </AccessLayout>
  );
}

/** For those who answer for the company. */
function Contacts({ contact }: { contact: SessionCompany["contact"] }) {
  const { t } = useTranslation("access");
  const mail = `mailto:${contact.email}?subject=${encodeURIComponent(t("paused.subject"))}`;
  const chat = `https://wa.me/${contact.whatsapp.replace(/\D/g, "")}`;
  return (
    <Stack gap="sm">
      <Button component="a" href={mail} variant="default" leftSection={<IconMail size={18} />}>
        {t("paused.email")}
      </Button>
      <Button
        component="a"
        href={chat}
        target="_blank"
        rel="noopener noreferrer"
        variant="default"
        leftSection={<IconBrandWhatsapp size={18} />}
      >
        {t("paused.whatsapp")}
      </Button>
    </Stack>
  );
}
