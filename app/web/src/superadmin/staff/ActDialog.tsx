import { useTranslation } from "react-i18next";
import { ReasonDialog } from "../ReasonDialog";
import { type Act, changeStaff, type StaffMember } from "./data";
import { RoleField } from "./RoleField";

interface ActDialogProps {
  member: StaffMember;
  act: Act;
  onClose: () => void;
}

/** Says what will happen to somebody of the staff, and asks why. */
export function ActDialog({ member, act, onClose }: ActDialogProps) {
  const { t } = useTranslation("staff");
  const { name } = member;
  return (
    <ReasonDialog
      title={t(`act.${act}`)}
      text={t(`actText.${act}`, { name })}
      submitLabel={t(`act.${act}`)}
      danger={act === "deactivate"}
      done={t("done", { name })}
      initialValues={{ reason: "", role: member.role }}
      send={({ reason, role }) => changeStaff(member.id, act, reason, role)}
      onClose={onClose}
    >
      {(form) => act === "role" && <RoleField {...form.getInputProps("role")} />}
    </ReasonDialog>
  );
}
