import { useTranslation } from "react-i18next";
import { AccessLayout } from "../access/AccessLayout";

/** Says to the member of staff that the company is closed to them again. */
export default function SupportOverPage() {
  const { t } = useTranslation("support");
  return <AccessLayout title={t("over")} text={t("overText")} />;
}
