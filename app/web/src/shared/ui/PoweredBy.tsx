import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { boot } from "../boot";

/** Names the product on the pages of companies whose plan does not take it away. */
export function PoweredBy() {
  const { t } = useTranslation();
  if (!boot.company?.powered_by) return null;
  return (
    <Text size="xs" c="dimmed" ta="center" py={8}>
      {t("poweredBy")}
    </Text>
  );
}
