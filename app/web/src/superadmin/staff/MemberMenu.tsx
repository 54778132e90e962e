import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notifyDone, notifyFailed, problemText } from "../../shared/ui";
import { ActDialog } from "./ActDialog";
import { type Act, actsFor, inviteAgain, type StaffMember } from "./data";

/** What an admin may do with somebody else of the staff. */
export function MemberMenu({ member }: { member: StaffMember }) {
  const { t } = useTranslation("staff");
  const [act, setAct] = useState<Act | null>(null);
  const resend = () =>
    void inviteAgain(member.id)
      .then(() => notifyDone(t("invitedDone", { email: member.email })))
      .catch((error: unknown) => notifyFailed(problemText(error)));
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("menu", { name: member.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {member.active && member.invitation_pending && (
            <Menu.Item onClick={resend}>{t("act.invitation")}</Menu.Item>
          )}
          {actsFor(member).map((each) => (
            <Menu.Item
              key={each}
              color={each === "deactivate" ? "red" : undefined}
              onClick={() => setAct(each)}
            >
              {t(`act.${each}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {act && <ActDialog member={member} act={act} onClose={() => setAct(null)} />}
    </>
  );
}
