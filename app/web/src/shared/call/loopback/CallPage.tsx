import { useCallback, useState, useSyncExternalStore } from "react";
import type { LocalMedia } from "../../media/local";
import type { MediaTicket } from "../../media/ticket";
import { CallNotices } from "../CallNotices";
import { CallSound } from "../CallSound";
import { CallStage } from "../CallStage";
import { ChatPanel } from "../ChatPanel";
import { ChatButton, ControlBar, LeaveButton } from "../ControlBar";
import { CallMedia } from "../callMedia";
import type { ChatMessage } from "../types";
import { useCall } from "../useCall";
import { useUnread } from "../useUnread";
import classes from "./CallPage.module.css";
import type { LoopbackSocket } from "./socket";

declare global {
  interface Window {
    /** The test's door to a media server: a ticket for the participant with that id. */
    ticketOf(id: number): Promise<MediaTicket>;
  }
}

const me = Number(new URLSearchParams(location.search).get("me") ?? 1);
const ticket = () => window.ticketOf(me);
const iceServers = async () => ({ servers: [], expiresAt: null });

export function CallPage({ local, socket }: { local: LocalMedia; socket: LoopbackSocket }) {
  const call = useSyncExternalStore(socket.call.subscribe, socket.call.get);
  const messages = useSyncExternalStore(socket.messages.subscribe, socket.messages.get);
  const open = useCallback(
    (callId: number) => new CallMedia({ callId, socket, local, iceServers, ticket }),
    [socket, local],
  );
  const handle = useCall({ call, local, open });
  const [chatOpen, setChatOpen] = useState(false);
  const unread = useUnread(messages, call.me, chatOpen);
  const isClient = call.me === 1;
  return (
    <main className={classes.page} data-phase={handle.phase.name}>
      <CallSound handle={handle} />
      <CallNotices call={call} handle={handle} />
      <div className={classes.middle}>
        <div className={classes.stage}>
          <CallStage call={call} handle={handle} serverOffset={0} />
        </div>
        {chatOpen && <Chat socket={socket} messages={messages} />}
      </div>
      <ControlBar local={local} withLabels={isClient} withMenus={!isClient} withBackground>
        <ChatButton
          unread={unread}
          open={chatOpen}
          withLabel={isClient}
          onClick={() => setChatOpen(!chatOpen)}
        />
        <LeaveButton
          kind={isClient ? "leave" : "endCall"}
          withLabel={isClient}
          onClick={() => location.replace("about:blank")}
        />
      </ControlBar>
    </main>
  );
}

function Chat({ socket, messages }: { socket: LoopbackSocket; messages: readonly ChatMessage[] }) {
  const call = socket.call.get();
  const say = useCallback(
    (text: string, attachment: ChatMessage["attachment"]) => {
      const mine = socket.call.get().participants.find(({ id }) => id === socket.call.get().me);
      const from = { participant_id: mine?.id ?? 0, name: mine?.name ?? "", kind: mine?.kind ?? "guest" };
      socket.say({ id: Date.now(), from, text, attachment, sent_at: new Date().toISOString() });
    },
    [socket],
  );
  const upload = useCallback(
    (file: File) => {
      say("", { id: 1, name: file.name, size: file.size, type: file.type });
      return { done: Promise.resolve(), cancel: () => undefined };
    },
    [say],
  );
  return (
    <div className={classes.chat}>
      <ChatPanel
        messages={messages}
        me={call.me}
        onSend={async (text) => say(text, null)}
        upload={upload}
        attachmentUrl={({ id }) => `#file-${id}`}
      />
    </div>
  );
}
