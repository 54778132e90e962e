import {
  IconBuildingSkyscraper,
  IconHeartRateMonitor,
  IconHistory,
  IconSpeakerphone,
  IconUsers,
} from "@tabler/icons-react";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EnrolPage } from "../manager/access/EnrolPage";
import { useLeaveWhenSignedOut } from "../manager/access/useLeave";
import { useMaybeSession } from "../shared/session";
import { AppShell, type NavGroup } from "../shared/ui";

/* Each page with what one must be allowed to see it. */
const ENTRIES = [
  {
    page: "companies",
    to: "/superadmin/companies",
    icon: IconBuildingSkyscraper,
    permission: "companies.view",
  },
  { page: "health", to: "/superadmin/health", icon: IconHeartRateMonitor, permission: "health.view" },
  {
    page: "announcements",
    to: "/superadmin/announcements",
    icon: IconSpeakerphone,
    permission: "announcements.edit",
  },
  { page: "staff", to: "/superadmin/staff", icon: IconUsers, permission: "audit.view" },
  { page: "log", to: "/superadmin/log", icon: IconHistory, permission: "audit.view" },
] as const;

/** The super-admin: the panel's shell in a colour of its own, so that staff always know where they are. */
export function StaffShell() {
  const { t } = useTranslation("superadmin");
  useLeaveWhenSignedOut();
  const session = useMaybeSession();
  if (!session) return null;
  const entries = ENTRIES.filter(({ permission }) => session.permissions.includes(permission));
  const groups: NavGroup[] = [
    {
      label: t("groups.platform"),
      entries: entries.map(({ page, to, icon }) => ({ label: t(`pages.${page}`), to, icon })),
    },
  ];
  if (session.needs_second_factor) return <EnrolPage />;
  return (
    <AppShell brand={{ name: t("brand") }} groups={groups} accountPath="/superadmin/account">
      <Outlet />
    </AppShell>
  );
}
