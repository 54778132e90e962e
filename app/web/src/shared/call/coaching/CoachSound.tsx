import { useState } from "react";
import { RemoteAudio } from "../RemoteAudio";

interface CoachSoundProps {
  voice: MediaStream | null;
  speaker: string;
}

/** The voice on a coaching line. It follows a press, so that no browser keeps it off. */
export function CoachSound({ voice, speaker }: CoachSoundProps) {
  const [attempt, setAttempt] = useState(0);
  if (!voice) return null;
  const again = () => {
    window.addEventListener("pointerup", () => setAttempt((count) => count + 1), { once: true });
  };
  return (
    <span data-coach-sound>
      <RemoteAudio stream={voice} speaker={speaker} attempt={attempt} onBlocked={again} />
    </span>
  );
}
