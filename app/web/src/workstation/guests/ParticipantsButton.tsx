import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Call } from "../types";
import { ParticipantsPanel } from "./ParticipantsPanel";

interface ParticipantsButtonProps {
  call: Call;
  leading: boolean;
}

/** How many are in the call; a press shows who, and what the host can do. */
export function ParticipantsButton({ call, leading }: ParticipantsButtonProps) {
  const { t } = useTranslation(["guests", "shared"]);
  const [opened, panel] = useDisclosure(false);
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconUsers size={16} aria-hidden />}
        onClick={panel.open}
        data-figures
      >
        {t("host.participantCount", { count: call.participants.length })}
      </Button>
      <Modal
        opened={opened}
        onClose={panel.close}
        title={t("host.participants")}
        size={440}
        closeButtonProps={{ "aria-label": t("shared:close") }}
      >
        {opened && <ParticipantsPanel call={call} leading={leading} />}
      </Modal>
    </>
  );
}
