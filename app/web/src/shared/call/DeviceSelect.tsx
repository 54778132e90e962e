import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Device } from "../media/devices";

interface DeviceSelectProps {
  label: string;
  devices: readonly Device[];
  chosen: string | undefined;
  choose: (id: string) => void;
}

/** The phone's own list, which is larger and better known than any of ours. Absent with no choice. */
export function DeviceSelect({ label, devices, chosen, choose }: DeviceSelectProps) {
  const { t } = useTranslation("call");
  if (devices.length < 2) return null;
  const data = devices.map(({ id, label: name }, index) => ({
    value: id,
    label: name || t("devices.unnamed", { kind: label, number: index + 1 }),
  }));
  return (
    <NativeSelect
      label={label}
      data={data}
      value={chosen ?? devices[0]?.id}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
