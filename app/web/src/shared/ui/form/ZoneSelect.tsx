import { Select, type SelectProps } from "@mantine/core";
import { zoneName } from "../../format";

const choices = ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({
  value: zone,
  label: zoneName(zone),
}));

/** One of the IANA time zones, found by typing. */
export function ZoneSelect(props: Omit<SelectProps, "data">) {
  return <Select {...props} data={choices} searchable limit={100} />;
}
