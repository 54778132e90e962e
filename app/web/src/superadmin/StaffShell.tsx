import { IconBuildingSkyscraper } from "@tabler/icons-react";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLeaveWhenSignedOut } from "../manager/access/useLeave";
import { useMaybeSession } from "../shared/session";
import { AppShell, type NavGroup } from "../shared/ui";

/** The super-admin: the panel's shell in a colour of its own, so that staff always know where they are. */
export function StaffShell() {
  const { t } = useTranslation("superadmin");
  useLeaveWhenSignedOut();
  const groups: NavGroup[] = [
    {
      label: t("groups.platform"),
      entries: [{ label: t("pages.companies"), to: "/superadmin", icon: IconBuildingSkyscraper }],
    },
  ];
  if (!useMaybeSession()) return null;
  return (
    <AppShell brand={{ name: t("brand") }} groups={groups} accountPath="/superadmin/account">
      <Outlet />
    </AppShell>
  );
}
