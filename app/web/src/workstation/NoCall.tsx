import { IconUserScan } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { StateMessage } from "../shared/ui";

/** The right column between calls. */
export function NoCall() {
  const { t } = useTranslation("workstation");
  return <StateMessage icon={IconUserScan} title={t("noCall.title")} text={t("noCall.text")} />;
}
