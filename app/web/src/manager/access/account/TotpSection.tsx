import { Button, Group, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { updateSession, useSession } from "../../../shared/session";
import { FormSection, notifyDone, StateBadge } from "../../../shared/ui";
import { TotpSetup } from "./TotpSetup";
import { TotpStopDialog } from "./TotpStopDialog";

/** The second factor: off, being set up, or on. */
export function TotpSection() {
  const { t } = useTranslation("access");
  const { has_totp: on } = useSession().person;
  const [dialog, setDialog] = useState<"setup" | "stop" | null>(null);
  const finish = (has_totp: boolean) => {
    updateSession((session) => ({ ...session, person: { ...session.person, has_totp } }));
    notifyDone(t(has_totp ? "account.totp.done" : "account.totp.stopped"));
    setDialog(null);
  };
  return (
    <FormSection title={t("account.totp.title")} why={t("account.totp.why")}>
      <Group justify="space-between">
        <StateBadge tone={on ? "green" : "gray"} label={t(on ? "account.totp.on" : "account.totp.off")} />
        <Button variant="default" onClick={() => setDialog(on ? "stop" : "setup")}>
          {t(on ? "account.totp.stop" : "account.totp.start")}
        </Button>
      </Group>
      <Modal
        opened={dialog === "setup"}
        onClose={() => setDialog(null)}
        title={t("account.totp.title")}
        closeOnClickOutside={false}
      >
        <TotpSetup onDone={() => finish(true)} />
      </Modal>
      {dialog === "stop" && <TotpStopDialog onDone={() => finish(false)} onClose={() => setDialog(null)} />}
    </FormSection>
  );
}
