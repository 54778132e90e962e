import { IconBuildingSkyscraper, IconHistory, IconUsers } from "@tabler/icons-react";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EnrolPage } from "../manager/access/EnrolPage";
import { useLeaveWhenSignedOut } from "../manager/access/useLeave";
import { useMaybeSession } from "../shared/session";
import { AppShell, type NavGroup } from "../shared/ui";

/** The super-admin: the panel's shell in a colour of its own, so that staff always know where they are. */
export function StaffShell() {
  const { t } = useTranslation("superadmin");
  useLeaveWhenSignedOut();
  const session = useMaybeSession();
  const groups: NavGroup[] = [
    {
      label: t("groups.platform"),
      entries: [
        { label: t("pages.companies"), to: "/superadmin", icon: IconBuildingSkyscraper },
        ...(session?.permissions.includes("audit.view")
          ? [
              { label: t("pages.staff"), to: "/superadmin/staff", icon: IconUsers },
              { label: t("pages.log"), to: "/superadmin/log", icon: IconHistory },
            ]
          : []),
      ],
    },
  ];
  if (!session) return null;
  if (session.needs_second_factor) return <EnrolPage />;
  return (
    <AppShell brand={{ name: t("brand") }} groups={groups} accountPath="/superadmin/account">
      <Outlet />
    </AppShell>
  );
}
