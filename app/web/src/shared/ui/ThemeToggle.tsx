import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

export type ThemeChoice = "light" | "dark" | "auto";

/** Light, dark, or as the device has it. */
export function ThemeToggle({ onChange }: { onChange?: (theme: ThemeChoice) => void }) {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (theme: ThemeChoice) => {
    setColorScheme(theme);
    onChange?.(theme);
  };
  return (
    <SegmentedControl<ThemeChoice>
      fullWidth
      size="xs"
      aria-label={t("theme.label")}
      value={colorScheme}
      onChange={choose}
      data={(["light", "dark", "auto"] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
    />
  );
}
