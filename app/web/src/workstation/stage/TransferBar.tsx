import { Button, Group, Loader, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { cancelTransfer, completeTransfer } from "../state/commands";
import { notePending, usePendingTransfer } from "../state/pendingTransfer";
import { useCommand } from "../state/useCommand";
import type { Call } from "../types";
import classes from "./Stage.module.css";

/** A warm transfer under way: who is asked, and how it can end. */
export function TransferBar({ call }: { call: Call }) {
  const { t } = useTranslation("workstation");
  const pending = usePendingTransfer(call);
  const complete = useCommand(() => completeTransfer(call.id));
  const cancel = useCommand(async () => {
    await cancelTransfer(call.id);
    notePending(null);
  });
  if (!pending) return null;
  const colleague = call.participants.find(({ id, kind }) => kind === "attendant" && id !== call.me);
  const text = call.consulting
    ? t("transfer.consulting", { name: colleague?.name ?? pending.target })
    : t("transfer.asking", { name: pending.target });
  return (
    <div className={classes.bar} role="status">
      {!call.consulting && <Loader size={16} aria-hidden />}
      <Text size="sm" className={classes.barText}>
        {text}
      </Text>
      <Group gap="sm">
        <Button size="xs" variant="default" loading={cancel.busy} onClick={() => void cancel.run()}>
          {t("transfer.cancel")}
        </Button>
        {call.consulting && (
          <Button size="xs" loading={complete.busy} onClick={() => void complete.run()}>
            {t("transfer.complete")}
          </Button>
        )}
      </Group>
    </div>
  );
}
