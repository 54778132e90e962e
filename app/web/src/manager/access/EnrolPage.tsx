import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { refreshSession } from "../../shared/session";
import { AccessLayout } from "./AccessLayout";
import { TotpSetup } from "./account/TotpSetup";

/** Stands before everything else where the company asks everyone for a second factor. */
export function EnrolPage() {
  const { t } = useTranslation("access");
  const router = useRouter();
  const goOn = async () => {
    await refreshSession();
    await router.invalidate();
  };
  return (
    <AccessLayout title={t("enrol.title")} text={t("enrol.text")}>
      <TotpSetup onDone={() => void goOn()} />
    </AccessLayout>
  );
}
