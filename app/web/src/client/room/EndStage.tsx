import {
  type Icon,
  IconCheck,
  IconClockOff,
  IconDoorExit,
  IconHourglassOff,
  IconLinkOff,
  IconUsers,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { VisitView } from "../entrance";
import { CallbackForm } from "./CallbackForm";
import classes from "./EndStage.module.css";
import { Frame } from "./Frame";
import type { Visit } from "./useVisit";

type EndKind = "finished" | "left" | "rejected" | "timed_out" | "out_of_hours" | "unavailable";

const ICONS: Record<EndKind, Icon> = {
  finished: IconCheck,
  left: IconDoorExit,
  rejected: IconUsers,
  timed_out: IconHourglassOff,
  out_of_hours: IconClockOff,
  unavailable: IconLinkOff,
};

/** The visit is over, or could not begin: why, and what can be done now. */
export function EndStage({ visit: { visit, commands } }: { visit: Visit }) {
  const { t } = useTranslation("client");
  const kind = kindOf(visit.stage);
  const Glyph = ICONS[kind];
  const { offered, requested } = visit.callback;
  return (
    <Frame
      title={t(`end.${kind}.title`)}
      text={t(`end.${kind}.text`, { company: visit.company.name, department: visit.department.name })}
    >
      <div className={classes.glyph} aria-hidden>
        <Glyph size={40} stroke={1.5} />
      </div>
      {requested && <p role="status">{t("callback.requested")}</p>}
      {offered && !requested && (
        <CallbackForm phone={visit.client?.phone ?? ""} ask={commands.askForCallback} />
      )}
    </Frame>
  );
}

function kindOf(stage: VisitView["stage"]): EndKind {
  return stage in ICONS ? (stage as EndKind) : "unavailable";
}
