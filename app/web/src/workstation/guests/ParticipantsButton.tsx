import { Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUsers } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ControlButton } from "../../shared/call/ControlButton";
import type { Call } from "../types";
import classes from "./Guests.module.css";
import { ParticipantsPanel } from "./ParticipantsPanel";

interface ParticipantsButtonProps {
  call: Call;
  leading: boolean;
  withLabel: boolean;
}

/** Who is in the call; the number stands on the button once there are more than the two. */
export function ParticipantsButton({ call, leading, withLabel }: ParticipantsButtonProps) {
  const { t } = useTranslation(["guests", "shared"]);
  const [opened, panel] = useDisclosure(false);
  const id = useId();
  const count = call.participants.length;
  return (
    <>
      <ControlButton
        label={t("host.participants")}
        icon={IconUsers}
        tone={opened ? "active" : undefined}
        withLabel={withLabel}
        describedBy={id}
        badge={count > 2 ? `${count}` : undefined}
        onClick={panel.open}
      />
      <span id={id} hidden>
        {t("host.participantCount", { count })}
      </span>
      <Modal
        opened={opened}
        onClose={panel.close}
        title={t("host.participants")}
        size={440}
        closeButtonProps={{ "aria-label": t("shared:close") }}
        classNames={{ body: classes.panel }}
      >
        {opened && <ParticipantsPanel call={call} leading={leading} />}
      </Modal>
    </>
  );
}
