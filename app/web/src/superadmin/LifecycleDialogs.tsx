import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { calendarDate } from "../shared/format";
import {
  type CompanyDetail,
  closeCompany,
  eraseCompany,
  exportCompany,
  inviteOwner,
  type Move,
  moveCompany,
} from "./company";
import { ReasonDialog } from "./ReasonDialog";

interface DialogProps {
  company: CompanyDetail;
  onClose: () => void;
}

const KEEP_DAYS = [30, 90, 180, 365];
const USUAL_DAYS = 90;
const NO_REASON = { reason: "" };

/** The day on which data that are kept for so long go. */
function dayIn(days: number): string {
  return calendarDate(new Date(Date.now() + days * 86_400_000).toISOString());
}

export function MoveDialog({ company, move, onClose }: DialogProps & { move: Move }) {
  const { t } = useTranslation("superadmin");
  return (
    <ReasonDialog
      title={t(`actions.${move}`)}
      text={t(`actions.${move}Text`, { name: company.name })}
      submitLabel={t(`actions.${move}`)}
      danger={move === "suspend"}
      done={t("actions.done", { name: company.name })}
      initialValues={NO_REASON}
      send={({ reason }) => moveCompany(company.id, move, reason)}
      onClose={onClose}
    />
  );
}

/** Says until when the data are kept, and what ends at once. */
export function CloseDialog({ company, onClose }: DialogProps) {
  const { t } = useTranslation(["superadmin", "companies"]);
  const options = KEEP_DAYS.map((days) => ({
    value: String(days),
    label: t("companies:close.keep", { count: days, date: dayIn(days) }),
  }));
  return (
    <ReasonDialog
      title={t("actions.close")}
      text={t("companies:close.text", { name: company.name })}
      submitLabel={t("actions.close")}
      danger
      done={t("companies:close.done", { name: company.name })}
      initialValues={{ reason: "", keepDays: String(USUAL_DAYS) }}
      send={({ reason, keepDays }) => closeCompany(company.id, reason, Number(keepDays))}
      onClose={onClose}
    >
      {(form) => (
        <Select
          label={t("companies:close.keepLabel")}
          data={options}
          allowDeselect={false}
          {...form.getInputProps("keepDays")}
        />
      )}
    </ReasonDialog>
  );
}

export function ExportDialog({ company, onClose }: DialogProps) {
  const { t } = useTranslation("companies");
  return (
    <ReasonDialog
      title={t("export.title")}
      text={t("export.text", { name: company.name })}
      submitLabel={t("export.submit")}
      done={t("export.done")}
      initialValues={NO_REASON}
      send={({ reason }) => exportCompany(company.id, reason)}
      onClose={onClose}
    />
  );
}

export function InviteDialog({ company, onClose }: DialogProps) {
  const { t } = useTranslation("companies");
  return (
    <ReasonDialog
      title={t("invite.title")}
      text={t("invite.text")}
      submitLabel={t("invite.submit")}
      done={t("invite.done")}
      initialValues={NO_REASON}
      send={({ reason }) => inviteOwner(company.id, reason)}
      onClose={onClose}
    />
  );
}

/** Nothing can be brought back, so the address of the company has to be typed. */
export function EraseDialog({ company, onClose }: DialogProps) {
  const { t } = useTranslation("companies");
  return (
    <ReasonDialog
      title={t("erase.title")}
      text={t("erase.text", { name: company.name })}
      submitLabel={t("erase.submit")}
      danger
      done={t("erase.done", { name: company.name })}
      initialValues={{ reason: "", slug: "" }}
      send={({ reason, slug }) => eraseCompany(company.id, slug.trim(), reason)}
      onClose={onClose}
    >
      {(form) => (
        <TextInput
          label={t("erase.slug")}
          description={t("erase.slugHint", { slug: company.slug })}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
          {...form.getInputProps("slug")}
        />
      )}
    </ReasonDialog>
  );
}
