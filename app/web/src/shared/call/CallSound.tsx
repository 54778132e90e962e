import { Button } from "@mantine/core";
import { IconVolume } from "@tabler/icons-react";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { NoticeBar } from "./NoticeBar";
import { RemoteAudio } from "./RemoteAudio";
import { type CallHandle, type Remote, useLocal } from "./useCall";

/**
 * The voices of the others. Mount it where it lives as long as the call, above any page that can
 * be left meanwhile; pictures may come and go elsewhere.
 */
export function CallSound({ handle }: { handle: CallHandle }) {
  const { t } = useTranslation("call");
  const { speaker } = useLocal(handle.local);
  const [blocked, setBlocked] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const block = useCallback(() => setBlocked(true), []);
  const retry = useCallback(() => {
    // Without a word from the other side playing neither begins nor fails, so it counts as allowed.
    setBlocked(false);
    setAttempt((count) => count + 1);
  }, []);
  useGesture(blocked, retry);
  return (
    <>
      {handle.remotes.flatMap(voicesOf).map(({ stream, mute }) => (
        <RemoteAudio
          key={stream.id}
          stream={stream}
          mute={mute}
          speaker={speaker}
          attempt={attempt}
          onBlocked={block}
        />
      ))}
      {blocked && (
        <NoticeBar tone="amber" icon={IconVolume} title={t("notice.soundBlocked")}>
          <Button size="xs" onClick={retry}>
            {t("notice.soundOn")}
          </Button>
        </NoticeBar>
      )}
    </>
  );
}

interface Voice {
  readonly stream: MediaStream;
  readonly mute: boolean;
}

/** The voice that is heard, and the same voice on its new way while the call moves. */
function voicesOf({ media }: Remote): Voice[] {
  if (!media) return [];
  const heard = { stream: media.stream, mute: false };
  return media.incoming ? [heard, { stream: media.incoming, mute: true }] : [heard];
}

/** Any press on the page counts as leave to play, not only the one on our button. */
function useGesture(wanted: boolean, act: () => void): void {
  useEffect(() => {
    if (!wanted) return;
    const events = ["pointerup", "keydown"] as const;
    for (const event of events) window.addEventListener(event, act);
    return () => {
      for (const event of events) window.removeEventListener(event, act);
    };
  }, [wanted, act]);
}
