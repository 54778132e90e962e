import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconUsers } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../manager/FilterSelect";
import { useCan, useSession } from "../../shared/session";
import { type Column, ListPage, StateBadge, TimeAgo, TitleCell } from "../../shared/ui";
import { STAFF_ROLES, type StaffMember } from "./data";
import { InviteDialog } from "./InviteDialog";
import { MemberMenu } from "./MemberMenu";

const FILTERS = ["role", "active"] as const;

function columns(t: TFunction<"staff">, own: number, mayEdit: boolean): Column<StaffMember>[] {
  const base: Column<StaffMember>[] = [
    {
      id: "name",
      header: t("name"),
      sort: "name",
      cell: (row) => (
        <TitleCell title={row.id === own ? `${row.name} (${t("you")})` : row.name} detail={row.email} />
      ),
    },
    { id: "role", header: t("role"), cell: (row) => t(`roles.${row.role}`) },
    { id: "status", header: t("status"), cell: (row) => <Status member={row} /> },
    {
      id: "totp",
      header: t("secondFactor"),
      cell: (row) => (
        <StateBadge tone={row.has_totp ? "green" : "gray"} label={t(row.has_totp ? "on" : "off")} />
      ),
    },
    { id: "seen", header: t("lastSeen"), cell: (row) => <TimeAgo at={row.last_signed_in_at} /> },
  ];
  const menu: Column<StaffMember> = {
    id: "menu",
    header: t("actions"),
    align: "right",
    width: 96,
    cell: (row) => row.id !== own && <MemberMenu member={row} />,
  };
  return mayEdit ? [...base, menu] : base;
}

function Status({ member }: { member: StaffMember }) {
  const { t } = useTranslation("staff");
  if (!member.active) return <StateBadge tone="gray" label={t("inactive")} />;
  if (member.invitation_pending) return <StateBadge tone="amber" label={t("invited")} />;
  return <StateBadge tone="green" label={t("active")} />;
}

/** The platform's own people. */
export default function StaffPage() {
  const { t } = useTranslation("staff");
  const mayEdit = useCan()("staff.edit");
  const own = useSession().person.id;
  const [opened, dialog] = useDisclosure(false);
  const add = mayEdit && (
    <Button leftSection={<IconPlus size={18} />} onClick={dialog.open}>
      {t("invite")}
    </Button>
  );
  return (
    <ListPage
      path="/api/v1/staff"
      title={t("title")}
      description={t("about")}
      noun={t("noun")}
      columns={columns(t, own, mayEdit)}
      rowName={(row) => row.name}
      filterNames={FILTERS}
      filters={(state) => (
        <>
          <FilterSelect
            state={state}
            name="role"
            label={t("role")}
            options={STAFF_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
          />
          <FilterSelect
            state={state}
            name="active"
            label={t("status")}
            options={[
              { value: "true", label: t("active") },
              { value: "false", label: t("inactive") },
            ]}
          />
        </>
      )}
      actions={add}
      empty={{ icon: IconUsers, title: t("emptyTitle"), text: t("emptyText"), action: add }}
    >
      {opened && <InviteDialog onClose={dialog.close} />}
    </ListPage>
  );
}
