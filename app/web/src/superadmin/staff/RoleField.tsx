import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { STAFF_ROLES } from "./data";

interface RoleFieldProps {
  value?: string;
  onChange?: (value: string) => void;
}

/** Each role with what it may do. */
export function RoleField({ value, onChange }: RoleFieldProps) {
  const { t } = useTranslation("staff");
  return (
    <Radio.Group label={t("role")} value={value} onChange={onChange}>
      <Stack gap="xs" mt={4}>
        {STAFF_ROLES.map((role) => (
          <Radio key={role} value={role} label={t(`roles.${role}`)} description={t(`roleHints.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
