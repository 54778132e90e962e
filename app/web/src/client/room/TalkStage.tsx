import { Drawer } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "../../shared/call/attachments";
import { CallNotices } from "../../shared/call/CallNotices";
import { CallSound } from "../../shared/call/CallSound";
import { CallStage } from "../../shared/call/CallStage";
import { ChatPanel } from "../../shared/call/ChatPanel";
import { ChatButton, ControlBar, LeaveButton } from "../../shared/call/ControlBar";
import type { CallView } from "../../shared/call/types";
import { useCall } from "../../shared/call/useCall";
import { useUnread } from "../../shared/call/useUnread";
import { toIceConfig } from "../../shared/media/ice";
import type { LocalMedia } from "../../shared/media/local";
import { keepAwake } from "../../shared/media/wakelock";
import { useConnection, useConnectionState } from "../../shared/realtime";
import { iceServersOf, sendMessage } from "./commands";
import { LeaveDialog } from "./LeaveDialog";
import classes from "./TalkStage.module.css";
import { TransferNotice } from "./TransferNotice";
import type { Visit } from "./useVisit";

interface TalkStageProps {
  token: string;
  visit: Visit;
  local: LocalMedia;
}

/** The call itself: the other person large, our own picture small, four buttons and the chat. */
export function TalkStage({ token, visit: { visit, messages, commands }, local }: TalkStageProps) {
  const { t } = useTranslation("client");
  const connection = useConnection();
  const { serverOffset } = useConnectionState();
  const call = visit.call as CallView | null;
  const iceServers = useCallback(
    async () => toIceConfig(await iceServersOf(token), connection.state.get().serverOffset),
    [token, connection],
  );
  const handle = useCall({ call, socket: connection, local, iceServers });
  const [chatOpen, chat] = useDisclosure(false);
  const [leaving, leave] = useDisclosure(false);
  const unread = useUnread(messages, call?.me ?? null, chatOpen);
  const roomy = useMediaQuery("(min-width: 640px)");
  useEffect(() => keepAwake(), []);
  if (!call) return null;
  return (
    <div className={classes.room}>
      <main className={classes.stage}>
        <h1 className={classes.hidden}>{t("talk.title", { department: visit.department.name })}</h1>
        <CallStage call={call} handle={handle} serverOffset={serverOffset}>
          <div className={classes.notices}>
            <TransferNotice call={call} />
            <CallNotices handle={handle} />
            <CallSound handle={handle} />
          </div>
        </CallStage>
      </main>
      <footer className={classes.bar}>
        <ControlBar local={local} withMenus={roomy}>
          <ChatButton unread={unread} open={chatOpen} onClick={chat.toggle} />
          <LeaveButton kind="leave" onClick={leave.open} />
        </ControlBar>
      </footer>
      <Chat token={token} call={call} messages={messages} opened={chatOpen} onClose={chat.close} />
      <LeaveDialog opened={leaving} onClose={leave.close} leave={commands.leave} />
    </div>
  );
}

interface ChatProps {
  token: string;
  call: CallView;
  messages: Visit["messages"];
  opened: boolean;
  onClose: () => void;
}

function Chat({ token, call, messages, opened, onClose }: ChatProps) {
  const { t } = useTranslation("call");
  const upload = useCallback(
    (file: File, progress: (part: number) => void) =>
      uploadFile(`/api/v1/visits/${token}/attachments`, file, progress),
    [token],
  );
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t("chat.label")}
      position="right"
      size="min(100%, 400px)"
      classNames={{ content: classes.drawer, body: classes.chat }}
    >
      <ChatPanel
        messages={messages}
        me={call.me}
        onSend={(text) => sendMessage(token, text)}
        upload={upload}
        attachmentUrl={({ id }) => `/api/v1/visits/${token}/attachments/${id}`}
      />
    </Drawer>
  );
}
