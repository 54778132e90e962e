import { Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** A page whose code is on its way: a title, a line and a body. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack p="lg" gap="md" role="status" aria-label={t("loading")}>
      <Skeleton h={28} w={220} />
      <Skeleton h={16} w="40%" />
      <Skeleton h={360} mt="sm" />
    </Stack>
  );
}
