import { Select, type SelectProps } from "@mantine/core";

/** How a zone's name reads: "America/Sao Paulo". */
export const zoneName = (zone: string) => zone.replaceAll("_", " ");

const choices = ["UTC", ...Intl.supportedValuesOf("timeZone")].map((zone) => ({
  value: zone,
  label: zoneName(zone),
}));

/** One of the IANA time zones, found by typing. */
export function ZoneSelect(props: Omit<SelectProps, "data">) {
  return <Select {...props} data={choices} searchable limit={100} />;
}
