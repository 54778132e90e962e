import { useQuery } from "@tanstack/react-query";
import { fetchAll } from "../shared/api/list";
import type { Attendant, Department } from "../shared/api/types";

interface Option {
  value: string;
  label: string;
}

const asOption = ({ id, name }: { id: number; name: string }): Option => ({ value: String(id), label: name });

/** The departments that this person may see, as options of a select. */
export function useDepartmentOptions(): Option[] {
  const { data = [] } = useQuery<Department[]>({
    queryKey: ["/api/v1/departments", "all"],
    queryFn: () => fetchAll("/api/v1/departments", { sort: "name" }),
  });
  return data.map(asOption);
}

/** The people who may take calls, as options of a select. */
export function useAttendantOptions(): Option[] {
  const { data = [] } = useQuery<Attendant[]>({
    queryKey: ["/api/v1/attendants", "all"],
    queryFn: () => fetchAll("/api/v1/attendants", { sort: "name" }),
  });
  return data.map(asOption);
}
