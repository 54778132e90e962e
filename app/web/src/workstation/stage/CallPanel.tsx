import { Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AfterPicture } from "../../shared/call/AfterPicture";
import { CallNotices } from "../../shared/call/CallNotices";
import { CallStage } from "../../shared/call/CallStage";
import type { CallHandle } from "../../shared/call/useCall";
import { useConnectionState } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import { CoachingNotice } from "../coaching/CoachingNotice";
import { AskingBar } from "../guests/AskingBar";
import { RecordingBar } from "../recording/RecordingBar";
import { leads } from "../state/calls";
import { useLiveCall } from "../state/liveCall";
import type { Call } from "../types";
import { CallControls } from "./CallControls";
import { CallHeader } from "./CallHeader";
import classes from "./Stage.module.css";
import { TransferBar } from "./TransferBar";

interface CallPanelProps {
  call: Call;
  unread: number;
  chatOpen: boolean;
  onChat: () => void;
}

/** The call in the middle: who it is, the pictures, what is wrong, and the controls. */
export function CallPanel(props: CallPanelProps) {
  const { call } = props;
  const live = useLiveCall();
  const { person } = useSession();
  return (
    <div className={classes.call}>
      <CallHeader call={call} leading={leads(call, person.id)} />
      {live?.callId === call.id ? (
        <Running {...props} handle={live.handle} />
      ) : (
        <Skeleton className={classes.waiting} />
      )}
    </div>
  );
}

function Running({ call, handle, unread, chatOpen, onChat }: CallPanelProps & { handle: CallHandle }) {
  const { person } = useSession();
  const { serverOffset } = useConnectionState();
  const leading = leads(call, person.id);
  return (
    <>
      {leading ? <TransferBar call={call} /> : <BriefedNotice />}
      {leading && <AskingBar call={call} />}
      {leading && <CoachingNotice call={call} />}
      {leading && <RecordingBar call={call} />}
      <CallNotices call={call} handle={handle} />
      <div className={classes.pictures}>
        <CallStage call={call} handle={handle} serverOffset={serverOffset} />
      </div>
      {handle.phase.name !== "taken_over" && (
        <div className={classes.controls}>
          <AfterPicture handle={handle}>
            <CallControls
              call={call}
              local={handle.local}
              leading={leading}
              unread={unread}
              chatOpen={chatOpen}
              onChat={onChat}
            />
          </AfterPicture>
        </div>
      )}
    </>
  );
}

/** A colleague introduces the client; the call becomes ours when they complete the transfer. */
function BriefedNotice() {
  const { t } = useTranslation("workstation");
  return (
    <div className={classes.bar} role="status">
      <Text size="sm">{t("transfer.briefed")}</Text>
    </div>
  );
}
