import { IconMicrophoneOff } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { NoticeBar } from "../../shared/call/NoticeBar";
import type { CallView } from "../../shared/call/types";
import type { LocalMedia } from "../../shared/media/local";
import { type Connection, useConnection } from "../../shared/realtime";
import { TalkRoom } from "../room/TalkRoom";
import { TransferNotice } from "../room/TransferNotice";
import { Talk } from "../room/talk";
import { iceServersOf, mediaTicketOf, sendMessage } from "./commands";
import type { GuestHandle } from "./useGuest";

interface GuestCallProps {
  token: string;
  handle: GuestHandle;
  local: LocalMedia;
}

/** The call as a guest takes part in it. */
export function GuestCall({ token, handle: { guest, messages, commands }, local }: GuestCallProps) {
  const { t } = useTranslation("guests");
  const connection = useConnection();
  const doors = useMemo(
    () => ({
      open: talkAt(token, connection, local).open,
      send: (text: string) => sendMessage(token, text),
      attachments: `/api/v1/guests/${token}/attachments`,
    }),
    [token, connection, local],
  );
  const call = guest.call as CallView | null;
  if (!call) return null;
  return (
    <TalkRoom
      call={call}
      title={t("room.call.title", { company: guest.company.name })}
      messages={messages}
      doors={doors}
      consent={commands}
      company={guest.company.name}
      local={local}
      leave={commands.leave}
      leaveText={t("room.call.leaveText")}
    >
      <TransferNotice call={call} />
      <MutedNotice muted={guest.muted} local={local} />
    </TalkRoom>
  );
}

function talkAt(token: string, connection: Connection, local: LocalMedia): Talk {
  return new Talk(connection, local, {
    iceServers: () => iceServersOf(token),
    ticket: () => mediaTicketOf(token),
  });
}

/** The host has muted us: the microphone goes off, and the person hears who did it and what they can do. */
function MutedNotice({ muted, local }: { muted: GuestHandle["guest"]["muted"]; local: LocalMedia }) {
  const { t } = useTranslation("guests");
  // What was said before this page was loaded has been followed already.
  const [seen, setSeen] = useState(muted?.at ?? null);
  const isNew = muted !== null && muted.at !== seen;
  useEffect(() => {
    if (isNew) void local.setMicrophone(false);
  }, [isNew, local]);
  if (!isNew) return null;
  return (
    <NoticeBar
      tone="amber"
      icon={IconMicrophoneOff}
      title={t("room.call.muted", { name: muted.by })}
      hint={t("room.call.mutedHint")}
      onDismiss={() => setSeen(muted.at)}
    />
  );
}
