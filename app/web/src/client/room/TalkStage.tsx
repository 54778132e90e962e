import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { CallView } from "../../shared/call/types";
import type { LocalMedia } from "../../shared/media/local";
import { sendMessage } from "./commands";
import { TalkRoom } from "./TalkRoom";
import { TransferNotice } from "./TransferNotice";
import type { Talk } from "./talk";
import type { Visit } from "./useVisit";

interface TalkStageProps {
  token: string;
  visit: Visit;
  local: LocalMedia;
  talk: Talk;
}

/** The call itself, as the end client takes part in it. */
export function TalkStage({ token, visit: { visit, messages, commands }, local, talk }: TalkStageProps) {
  const { t } = useTranslation("client");
  const doors = useMemo(
    () => ({
      open: talk.open,
      send: (text: string) => sendMessage(token, text),
      attachments: `/api/v1/visits/${token}/attachments`,
    }),
    [token, talk],
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
