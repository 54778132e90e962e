import { Button, Group, Modal, Radio, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notifyDone } from "../../shared/ui";
import { transferCall } from "../state/commands";
import { notePending } from "../state/pendingTransfer";
import { refusalText } from "../state/refusals";
import type { Call } from "../types";
import { TargetList } from "./TargetList";
import type { Target } from "./targets";

interface TransferDialogProps {
  call: Call;
  opened: boolean;
  onClose: () => void;
}

/** Hands the client over, at once or after a word with the colleague. */
export function TransferDialog({ call, opened, onClose }: TransferDialogProps) {
  const { t } = useTranslation(["workstation", "shared"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("transfer.title")}
      size={520}
      closeButtonProps={{ "aria-label": t("shared:close") }}
    >
      {opened && <TransferForm call={call} onClose={onClose} />}
    </Modal>
  );
}

type Kind = "department" | "person";
type Mode = "cold" | "warm";

function TransferForm({ call, onClose }: { call: Call; onClose: () => void }) {
  const { t } = useTranslation(["workstation", "shared"]);
  const [kind, setKind] = useState<Kind>("department");
  const [target, setTarget] = useState<Target | null>(null);
  const [mode, setMode] = useState<Mode>("cold");
  const [note, setNote] = useState("");
  const { busy, error, send } = useTransfer(call, onClose);
  const choose = (next: Kind) => {
    setKind(next);
    setTarget(null);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (target) void send(target, mode, note.trim());
      }}
    >
      <Stack gap="md">
        <SegmentedControl<Kind>
          fullWidth
          aria-label={t("transfer.to")}
          value={kind}
          onChange={choose}
          data={(["department", "person"] as const).map((value) => ({
            value,
            label: t(`transfer.kind.${value}`),
          }))}
        />
        <TargetList kind={kind} chosen={target} onChoose={setTarget} />
        <ModeChoice mode={mode} onChoose={setMode} />
        <Textarea
          label={t("transfer.note")}
          description={t("transfer.noteHint")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={5}
        />
        {error && (
          <Text c="red" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("shared:cancel")}
          </Button>
          <Button type="submit" disabled={!target} loading={busy}>
            {t(mode === "cold" ? "transfer.now" : "transfer.ask")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ModeChoice({ mode, onChoose }: { mode: Mode; onChoose: (mode: Mode) => void }) {
  const { t } = useTranslation("workstation");
  return (
    <Radio.Group label={t("transfer.how")} value={mode} onChange={(value) => onChoose(value as Mode)}>
      <Stack gap="xs" mt={4}>
        {(["cold", "warm"] as const).map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`transfer.mode.${value}`)}
            description={t(`transfer.modeHint.${value}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function useTransfer(call: Call, onDone: () => void) {
  const { t } = useTranslation("workstation");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = async ({ name, ...target }: Target, mode: Mode, note: string) => {
    setBusy(true);
    setError(null);
    const to = target.kind === "department" ? { department_id: target.id } : { person_id: target.id };
    try {
      await transferCall(call.id, { target: to, mode, note });
      if (mode === "warm") notePending({ callId: call.id, target: name, held: false });
      if (mode === "cold") notifyDone(t("transfer.done", { name }));
      onDone();
    } catch (problem) {
      setError(refusalText(problem));
      setBusy(false);
    }
  };
  return { busy, error, send };
}
