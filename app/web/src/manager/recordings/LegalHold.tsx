import { Button, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { IconGavel } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { dateTime } from "../../shared/format";
import { useCan, useCompanyZone } from "../../shared/session";
import { DialogForm, notifyDone, useSubmit } from "../../shared/ui";
import { type Recording, recordingsKey, setLegalHold } from "./data";

const MOST_CHARACTERS = 500;

/** Keeps a recording beyond its time, or lets it go again; both with a reason. */
export function LegalHold({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recording");
  const mayEdit = useCan()("recordings.edit");
  const [opened, { open, close }] = useDisclosure(false);
  const { held } = recording.legal_hold;
  return (
    <Stack gap="xs" align="flex-start">
      {held && <HeldBy recording={recording} />}
      {mayEdit && !recording.purged_at && (
        <Button size="xs" variant="default" leftSection={<IconGavel size={16} aria-hidden />} onClick={open}>
          {held ? t("panel.hold.release") : t("panel.hold.set")}
        </Button>
      )}
      <Modal
        opened={opened}
        onClose={close}
        title={held ? t("panel.hold.releaseTitle") : t("panel.hold.setTitle")}
      >
        {opened && <HoldForm recording={recording} onDone={close} />}
      </Modal>
    </Stack>
  );
}

function HeldBy({ recording: { legal_hold } }: { recording: Recording }) {
  const { t } = useTranslation("recording");
  const zone = useCompanyZone();
  const at = legal_hold.at ? dateTime(new Date(legal_hold.at), zone) : "";
  return (
    <div>
      <Text size="sm" fw={600}>
        {t("panel.hold.on")}
      </Text>
      <Text size="sm">
        {t("panel.hold.by", { name: legal_hold.by ?? "", at, reason: legal_hold.reason })}
      </Text>
    </div>
  );
}

function HoldForm({ recording, onDone }: { recording: Recording; onDone: () => void }) {
  const { t } = useTranslation(["recording", "shared"]);
  const client = useQueryClient();
  const { held } = recording.legal_hold;
  const form = useForm({
    initialValues: { reason: "" },
    validate: { reason: (value) => (value.trim() ? null : t("panel.hold.reasonNeeded")) },
  });
  const submit = useSubmit(form, async ({ reason }: { reason: string }) => {
    await setLegalHold(recording.id, !held, reason.trim());
    await client.invalidateQueries({ queryKey: recordingsKey(recording.call.id) });
    notifyDone(t("panel.hold.done"));
    onDone();
  });
  return (
    <DialogForm
      onSubmit={form.onSubmit((values) => void submit.run(values))}
      onCancel={onDone}
      busy={submit.busy}
      error={submit.error}
      submitLabel={held ? t("panel.hold.release") : t("panel.hold.set")}
    >
      <Text>{held ? t("panel.hold.releaseText") : t("panel.hold.setText")}</Text>
      <Textarea
        label={t("panel.hold.reason")}
        required
        autosize
        minRows={2}
        maxLength={MOST_CHARACTERS}
        data-autofocus
        {...form.getInputProps("reason")}
      />
    </DialogForm>
  );
}
