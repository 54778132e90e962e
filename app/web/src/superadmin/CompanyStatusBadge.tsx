import { useTranslation } from "react-i18next";
import type { Company } from "../shared/api/types";
import { StateBadge, type Tone } from "../shared/ui";

const TONE: Record<Company["status"], Tone> = {
  provisioning: "amber",
  active: "green",
  suspended: "red",
  closed: "gray",
};

export function CompanyStatusBadge({ status }: { status: Company["status"] }) {
  const { t } = useTranslation("superadmin");
  return <StateBadge tone={TONE[status]} label={t(`statuses.${status}`)} />;
}
