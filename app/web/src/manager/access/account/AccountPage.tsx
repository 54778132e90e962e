import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../shared/ui";
import classes from "./account.module.css";
import { LookSection } from "./LookSection";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { SessionsSection } from "./SessionsSection";
import { TotpSection } from "./TotpSection";

/** One's own profile, look, password, second factor and sessions. */
export default function AccountPage() {
  const { t } = useTranslation("access");
  return (
    <div className={classes.page}>
      <PageHeader title={t("account.title")} description={t("account.text")} />
      <ProfileSection />
      <LookSection />
      <PasswordSection />
      <TotpSection />
      <SessionsSection />
    </div>
  );
}
