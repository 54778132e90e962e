import { Button } from "@mantine/core";
import { type Icon, IconCheck, IconDoorExit, IconDoorOff, IconLock, IconUserOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "../room/EndStage.module.css";
import { Frame } from "../room/Frame";
import { useCommand } from "../room/useCommand";
import type { GuestHandle } from "./useGuest";

type EndKind = "ended" | "left" | "lost" | "notRecorded" | "refused" | "locked" | "removed";

const ICONS: Record<EndKind, Icon> = {
  ended: IconCheck,
  left: IconDoorExit,
  lost: IconDoorExit,
  notRecorded: IconDoorExit,
  refused: IconUserOff,
  locked: IconLock,
  removed: IconDoorOff,
};

/** The guest is not in the call: why, and whether they can ask again. */
export function GuestEnd({ handle: { guest, commands } }: { handle: GuestHandle }) {
  const { t } = useTranslation("guests");
  const { pending, problem, run } = useCommand();
  const kind = kindOf(guest);
  const Glyph = ICONS[kind];
  const names = { host: guest.host_name, company: guest.company.name };
  const again = () => commands.ask(guest.name ?? "");
  return (
    <Frame
      title={t(`room.end.${kind}.title`, names)}
      text={t(`room.end.${kind}.text`, names)}
      problem={problem}
      actions={
        guest.can_ask && (
          <Button fullWidth loading={pending} onClick={() => void run(again)}>
            {t("room.end.again")}
          </Button>
        )
      }
    >
      <div className={classes.glyph} aria-hidden>
        <Glyph size={40} stroke={1.5} />
      </div>
    </Frame>
  );
}

const LEFT_FOR: Record<string, EndKind> = { connection_lost: "lost", no_consent: "notRecorded" };

function kindOf({ stage, reason }: GuestHandle["guest"]): EndKind {
  if (stage === "refused") return reason === "locked" ? "locked" : "refused";
  if (stage === "left") return LEFT_FOR[reason ?? ""] ?? "left";
  return stage === "removed" ? "removed" : "ended";
}
