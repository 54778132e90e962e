import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ControlButton } from "../../shared/call/ControlButton";
import type { Call } from "../types";
import { type Invitation, invitationsOf, makeLink } from "./commands";
import { InviteDialog } from "./InviteDialog";
import { PlanDialogs } from "./PlanDialogs";
import { useHostCommand } from "./useHostCommand";

interface InviteButtonProps {
  call: Call;
  withLabel: boolean;
}

/** Opens the invitation with a link that works; where the plan allows no third person it says so at once. */
export function InviteButton({ call, withLabel }: InviteButtonProps) {
  const { t } = useTranslation("guests");
  const [opened, dialog] = useDisclosure(false);
  const [link, setLink] = useState<Invitation | null>(null);
  const { busy, refusal, dismiss, run } = useHostCommand();
  const open = async () => {
    if (await run(async () => setLink(await openLink(call.id)))) dialog.open();
  };
  return (
    <>
      <ControlButton
        label={t("host.invite")}
        icon={IconUserPlus}
        withLabel={withLabel}
        disabled={busy || call.consulting}
        onClick={() => void open()}
      />
      <InviteDialog call={call} link={link} opened={opened} onClose={dialog.close} />
      <PlanDialogs error={refusal} onClose={dismiss} />
    </>
  );
}

/** One link serves all who are told of it; another is made once it was withdrawn. */
async function openLink(callId: number): Promise<Invitation> {
  const made = await invitationsOf(callId);
  return made.find(({ channel, url }) => channel === "link" && url !== null) ?? makeLink(callId);
}
