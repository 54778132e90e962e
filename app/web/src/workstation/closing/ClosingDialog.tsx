import { Modal } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { closings } from "../state/closings";
import { ClosingForm } from "./ClosingForm";

/** Opens by itself when a call is over, and stays until it is finished: a reload brings it back. */
export function ClosingDialog() {
  const { t } = useTranslation("workstation");
  const [call] = useSyncExternalStore(closings.subscribe, closings.get);
  return (
    <Modal
      opened={call !== undefined}
      onClose={() => undefined}
      title={t("closing.label")}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 150, exitDuration: 0 }}
      size={560}
      zIndex={300}
    >
      {call && <ClosingForm key={call.id} call={call} />}
    </Modal>
  );
}
