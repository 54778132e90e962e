import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconDownload, IconMailForward, IconTrash, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan } from "../shared/session";
import { type CompanyDetail, type Move, movesOf } from "./company";
import { CloseDialog, EraseDialog, ExportDialog, InviteDialog, MoveDialog } from "./LifecycleDialogs";
import { OverridesDialog } from "./OverridesDialog";

type Act = Move | "overrides" | "export" | "invite" | "close" | "erase";

interface ActProps {
  company: CompanyDetail;
  open: (act: Act) => void;
}

/** What is rare: it waits behind a button. */
function MoreMenu({ company, open }: ActProps) {
  const { t } = useTranslation(["superadmin", "companies"]);
  const can = useCan();
  const { status, owners } = company;
  const uninvited = owners?.some((owner) => !owner.has_password);
  const items = [
    uninvited && can("companies.provision") && (
      <Menu.Item key="invite" leftSection={<IconMailForward size={16} />} onClick={() => open("invite")}>
        {t("companies:invite.title")}
      </Menu.Item>
    ),
    status !== "provisioning" && can("companies.export") && (
      <Menu.Item key="export" leftSection={<IconDownload size={16} />} onClick={() => open("export")}>
        {t("companies:export.title")}
      </Menu.Item>
    ),
    (status === "active" || status === "suspended") && can("companies.close") && (
      <Menu.Item key="close" color="red" leftSection={<IconX size={16} />} onClick={() => open("close")}>
        {t("actions.close")}
      </Menu.Item>
    ),
    status === "closed" && can("companies.erase") && (
      <Menu.Item key="erase" color="red" leftSection={<IconTrash size={16} />} onClick={() => open("erase")}>
        {t("companies:erase.title")}
      </Menu.Item>
    ),
  ].filter(Boolean);
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t("companies:page.more")}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{items}</Menu.Dropdown>
    </Menu>
  );
}

function Dialog({ company, act, onClose }: { company: CompanyDetail; act: Act; onClose: () => void }) {
  const props = { company, onClose };
  if (act === "overrides") return <OverridesDialog {...props} />;
  if (act === "export") return <ExportDialog {...props} />;
  if (act === "invite") return <InviteDialog {...props} />;
  if (act === "close") return <CloseDialog {...props} />;
  if (act === "erase") return <EraseDialog {...props} />;
  return <MoveDialog {...props} move={act} />;
}

/** What staff may do to the company now; each act asks for its reason. */
export function CompanyActions({ company }: { company: CompanyDetail }) {
  const { t } = useTranslation("superadmin");
  const can = useCan();
  const [act, open] = useState<Act | null>(null);
  return (
    <>
      {can("companies.override") && (
        <Button variant="default" onClick={() => open("overrides")}>
          {t("actions.overrides")}
        </Button>
      )}
      {can("companies.suspend") &&
        movesOf(company.status).map((move) => (
          <Button
            key={move}
            variant={move === "restore" ? "filled" : "default"}
            color={move === "restore" ? undefined : "red"}
            onClick={() => open(move)}
          >
            {t(`actions.${move}`)}
          </Button>
        ))}
      <MoreMenu company={company} open={open} />
      {act && <Dialog company={company} act={act} onClose={() => open(null)} />}
    </>
  );
}
