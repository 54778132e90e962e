import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CallView } from "../../shared/call/types";
import type { LocalMedia } from "../../shared/media/local";
import { iceServersOf, mediaTicketOf, sendMessage } from "./commands";
import { TalkRoom } from "./TalkRoom";
import { TransferNotice } from "./TransferNotice";
import type { Visit } from "./useVisit";

interface TalkStageProps {
  token: string;
  visit: Visit;
  local: LocalMedia;
}

/** The call itself, as the end client takes part in it. */
export function TalkStage({ token, visit: { visit, messages, commands }, local }: TalkStageProps) {
  const { t } = useTranslation("client");
  const doors = useMemo(
    () => ({
      iceServers: () => iceServersOf(token),
      ticket: () => mediaTicketOf(token),
      send: (text: string) => sendMessage(token, text),
      attachments: `/api/v1/visits/${token}/attachments`,
    }),
    [token],
  );
  const call = visit.call as CallView | null;
  if (!call) return null;
  return (
    <TalkRoom
      call={call}
      title={t("talk.title", { department: visit.department.name })}
      messages={messages}
      doors={doors}
      consent={commands}
      company={visit.company.name}
      local={local}
      leave={commands.leave}
      leaveText={t("talk.leaveText")}
    >
      <TransferNotice call={call} />
    </TalkRoom>
  );
}
