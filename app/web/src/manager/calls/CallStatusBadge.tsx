import {
  type Icon,
  IconArrowsExchange,
  IconCircleCheck,
  IconClock,
  IconPhoneCall,
  IconPhoneX,
  IconPlugConnectedX,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CallStatus } from "../../shared/api/types";
import { StateBadge, type Tone } from "../../shared/ui";

const LOOK: Record<CallStatus, { tone: Tone; icon: Icon }> = {
  waiting: { tone: "amber", icon: IconClock },
  in_progress: { tone: "blue", icon: IconPhoneCall },
  completed: { tone: "green", icon: IconCircleCheck },
  missed: { tone: "red", icon: IconPhoneX },
  transferred: { tone: "blue", icon: IconArrowsExchange },
  disconnect: { tone: "red", icon: IconPlugConnectedX },
};

export const STATUSES = Object.keys(LOOK) as CallStatus[];

export function CallStatusBadge({ status }: { status: CallStatus }) {
  const { t } = useTranslation("manager");
  return <StateBadge {...LOOK[status]} label={t(`calls.statuses.${status}`)} />;
}
