import { Drawer } from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { AfterPicture } from "../../shared/call/AfterPicture";
import { uploadFile } from "../../shared/call/attachments";
import { CallNotices } from "../../shared/call/CallNotices";
import { CallSound } from "../../shared/call/CallSound";
import { CallStage } from "../../shared/call/CallStage";
import { ChatPanel } from "../../shared/call/ChatPanel";
import { ChatButton, ControlBar, LeaveButton } from "../../shared/call/ControlBar";
import type { CallMedia } from "../../shared/call/callMedia";
import type { CallView, ChatMessage } from "../../shared/call/types";
import { useCall } from "../../shared/call/useCall";
import { useUnread } from "../../shared/call/useUnread";
import type { LocalMedia } from "../../shared/media/local";
import { keepAwake } from "../../shared/media/wakelock";
import { useConnectionState } from "../../shared/realtime";
import { OwnRecording } from "../../shared/recording/OwnRecording";
import { LeaveDialog } from "./LeaveDialog";
import classes from "./TalkRoom.module.css";

/** The ways to the server for whoever sits in this room. Must be stable: the call starts over with others. */
export interface RoomDoors {
  /** Begins this page's part in the call. */
  open(callId: number): CallMedia;
  send(text: string): Promise<unknown>;
  /** Takes files, and hands them out under their number. */
  readonly attachments: string;
}

/** How whoever sits here agrees to being recorded, and takes that back. */
export interface ConsentDoors {
  answerConsent(accepted: boolean): Promise<unknown>;
  revokeConsent(): Promise<unknown>;
}

interface TalkRoomProps {
  call: CallView;
  title: string;
  messages: readonly ChatMessage[];
  doors: RoomDoors;
  consent: ConsentDoors;
  /** Who asks for it. */
  company: string;
  local: LocalMedia;
  leave: () => Promise<unknown>;
  /** What leaving means, in a sentence. */
  leaveText: string;
  /** Notices over the pictures. */
  children?: ReactNode;
}

/** The call for those who came by a link: the others large, our own picture small, four buttons and the chat. */
export function TalkRoom(props: TalkRoomProps) {
  const { call, title, messages, doors, consent, company, local, leave, leaveText, children } = props;
  const { serverOffset } = useConnectionState();
  const handle = useCall({ call, local, open: doors.open });
  const [chatOpen, chat] = useDisclosure(false);
  const [leaving, asking] = useDisclosure(false);
  const unread = useUnread(messages, call.me, chatOpen);
  const roomy = useMediaQuery("(min-width: 640px)");
  useEffect(() => keepAwake(), []);
  return (
    <div className={classes.room}>
      <main className={classes.stage}>
        <h1 className={classes.hidden}>{title}</h1>
        <CallStage call={call} handle={handle} serverOffset={serverOffset}>
          <OwnRecording call={call} company={company} serverOffset={serverOffset} {...consent} />
          <div className={classes.notices}>
            {children}
            <CallNotices call={call} handle={handle} />
            <CallSound handle={handle} />
          </div>
        </CallStage>
      </main>
      <footer className={classes.bar}>
        <AfterPicture handle={handle}>
          <ControlBar local={local} withMenus={roomy} withBackground={roomy}>
            <ChatButton unread={unread} open={chatOpen} onClick={chat.toggle} />
            <LeaveButton kind="leave" onClick={asking.open} />
          </ControlBar>
        </AfterPicture>
      </footer>
      <Chat doors={doors} me={call.me} messages={messages} opened={chatOpen} onClose={chat.close} />
      <LeaveDialog opened={leaving} onClose={asking.close} leave={leave} text={leaveText} />
    </div>
  );
}

interface ChatProps {
  doors: RoomDoors;
  me: CallView["me"];
  messages: readonly ChatMessage[];
  opened: boolean;
  onClose: () => void;
}

function Chat({ doors, me, messages, opened, onClose }: ChatProps) {
  const { t } = useTranslation("call");
  const upload = useCallback(
    (file: File, progress: (part: number) => void) => uploadFile(doors.attachments, file, progress),
    [doors],
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
        me={me}
        onSend={doors.send}
        upload={upload}
        attachmentUrl={({ id }) => `${doors.attachments}/${id}`}
      />
    </Drawer>
  );
}
