import { useDocumentTitle } from "@mantine/hooks";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { PausedBanner } from "../manager/access/PausedBanner";
import { SupportBanner } from "../manager/support/SupportBanner";
import { AnnouncementBanner } from "../shared/announcements/AnnouncementBanner";
import { boot } from "../shared/boot";
import { ConnectionBanner } from "../shared/ui";
import { PageSkeleton } from "../shared/ui/PageSkeleton";
import { Columns } from "./Columns";
import { useOwnRoom } from "./state/useOwnRoom";
import classes from "./Workstation.module.css";
import { WorkstationHeader } from "./WorkstationHeader";

/** Where calls are taken: queue and team, the stage, the client. */
export default function WorkstationPage() {
  const { t } = useTranslation("workstation");
  useDocumentTitle(`${t("title")} · ${boot.company?.brand.name ?? "Voki"}`);
  // Drawn in small steps: what a call says meanwhile must not wait for its screen.
  const data = useDeferredValue(useOwnRoom().data);
  return (
    <div className={classes.page}>
      <a className="skip-link" href="#stage">
        {t("skip")}
      </a>
      <WorkstationHeader />
      <ConnectionBanner />
      <PausedBanner />
      <SupportBanner />
      <AnnouncementBanner />
      {data ? <Columns data={data} /> : <PageSkeleton />}
    </div>
  );
}
