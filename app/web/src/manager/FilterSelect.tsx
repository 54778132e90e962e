import { Select } from "@mantine/core";
import type { ListState } from "../shared/ui";

interface FilterSelectProps {
  state: ListState;
  /** The filter's name in the address and in the API. */
  name: string;
  label: string;
  options: { value: string; label: string }[];
}

/** One filter of a list; cleared, it is absent from the address. */
export function FilterSelect({ state, name, label, options }: FilterSelectProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={options}
      value={state.filters[name] ?? null}
      onChange={(value) => state.set({ [name]: value ?? undefined })}
      clearable
      searchable={options.length > 8}
      style={{ flex: "0 1 152px" }}
    />
  );
}
