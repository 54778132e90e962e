import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../manager/FilterSelect";
import { fetchAll, type ListPath } from "../../shared/api/list";
import { AuditList } from "../../shared/audit/AuditList";
import { groupOptions, STAFF_GROUPS } from "../../shared/audit/groups";

const FILTERS = ["actor_id", "action", "company_id"] as const;

/** What the staff did: by person, area and company. */
export default function StaffLogPage() {
  const { t } = useTranslation("audit");
  const people = useOptions("/api/v1/staff");
  const companies = useOptions("/api/v1/companies");
  return (
    <AuditList
      path="/api/v1/staff-audit-entries"
      about={t("aboutStaff")}
      filterNames={FILTERS}
      filters={(state) => (
        <>
          <FilterSelect state={state} name="actor_id" label={t("person")} options={people} />
          <FilterSelect
            state={state}
            name="action"
            label={t("group")}
            options={groupOptions(STAFF_GROUPS, t)}
          />
          <FilterSelect state={state} name="company_id" label={t("company")} options={companies} />
        </>
      )}
    />
  );
}

function useOptions(path: Extract<ListPath, "/api/v1/staff" | "/api/v1/companies">) {
  const { data = [] } = useQuery({ queryKey: [path, "options"], queryFn: () => fetchAll(path) });
  return data.map(({ id, name }) => ({ value: String(id), label: name }));
}
