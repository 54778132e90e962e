import { useEffect, useState } from "react";
import { LocalMedia } from "../../shared/media/local";
import { useConnectionState } from "../../shared/realtime";
import type { GuestView } from "../entrance";
import { AskingStage } from "./AskingStage";
import { GuestCall } from "./GuestCall";
import { GuestEnd } from "./GuestEnd";
import { type GuestHandle, useGuest } from "./useGuest";

interface GuestRoomProps {
  token: string;
  first: GuestView;
}

const WITH_DEVICES = new Set<GuestView["stage"]>(["asking", "in_call"]);

/** A guest's whole way after the form; the server says which part of it is now. */
export function GuestRoom({ token, first }: GuestRoomProps) {
  const handle = useGuest(token, first);
  const [local] = useState(() => new LocalMedia());
  const wanted = WITH_DEVICES.has(handle.guest.stage);
  useEffect(() => {
    if (!wanted) return;
    void local.start();
    return () => local.stop();
  }, [wanted, local]);
  useReturnToForm(handle);
  switch (handle.guest.stage) {
    case "asking":
      return <AskingStage token={token} handle={handle} local={local} />;
    case "in_call":
      return <GuestCall token={token} handle={handle} local={local} />;
    default:
      return <GuestEnd handle={handle} />;
  }
}

/** A guest whom the server does not know any more begins again with the page's own form. */
function useReturnToForm({ guest: { stage }, commands }: GuestHandle): void {
  const { status } = useConnectionState();
  useEffect(() => {
    if (stage === "form" || stage === "closed") location.reload();
  }, [stage]);
  useEffect(() => {
    // The socket is bound to the guest: when it is refused, only the page knows what is left of them.
    if (status === "ended") void commands.look().catch(() => location.reload());
  }, [status, commands]);
}
