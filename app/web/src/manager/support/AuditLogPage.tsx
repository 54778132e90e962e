import { useTranslation } from "react-i18next";
import { AuditList } from "../../shared/audit/AuditList";
import { COMPANY_GROUPS, groupOptions } from "../../shared/audit/groups";
import { FilterSelect } from "../FilterSelect";

const FILTERS = ["action", "actor_kind"] as const;
const KINDS = ["person", "support", "staff", "system"] as const;

/** What happened in the company and who did it, the platform's staff included. */
export default function AuditLogPage() {
  const { t } = useTranslation("audit");
  return (
    <AuditList
      path="/api/v1/audit-entries"
      about={t("about")}
      filterNames={FILTERS}
      filters={(state) => (
        <>
          <FilterSelect
            state={state}
            name="action"
            label={t("group")}
            options={groupOptions(COMPANY_GROUPS, t)}
          />
          <FilterSelect
            state={state}
            name="actor_kind"
            label={t("who")}
            options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          />
        </>
      )}
    />
  );
}
