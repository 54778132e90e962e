import { Text } from "@mantine/core";
import { IconDatabase } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fileSize } from "../../shared/call/attachments";
import { currentLanguage } from "../../shared/i18n";
import { STORAGE_KEY, storage } from "./data";

/** What the company's recordings take in the store, for those who decide how long they stay. */
export function StorageFigure() {
  const { t } = useTranslation("recording");
  const { data } = useQuery({ queryKey: STORAGE_KEY, queryFn: storage });
  if (!data) return null;
  const days = data.retention_days;
  const words = [
    t("storage.figure", { size: fileSize(data.bytes, currentLanguage()) }),
    t("storage.files", { count: data.files }),
    days === null ? t("storage.forever") : t("storage.retention", { days }),
  ];
  return (
    <section aria-label={t("storage.title")}>
      <Text size="sm" c="dimmed" data-figures>
        <IconDatabase size={14} aria-hidden style={{ verticalAlign: "-2px" }} /> {words.join(" · ")}
      </Text>
    </section>
  );
}
