import { Alert, List, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { wordList } from "../../shared/format";
import type { Excess } from "./data";

const NAMED = 12;

function names(excess: Excess, more: (count: number) => string): string {
  const shown = excess.items.slice(0, NAMED).map((item) => item.name);
  const rest = excess.items.length - shown.length;
  return wordList(rest > 0 ? [...shown, more(rest)] : shown);
}

/** What a plan's limits leave over, by name, and what ends with it. */
export function Consequences({ excess, lost }: { excess: Excess[]; lost: string[] }) {
  const { t } = useTranslation("billing");
  if (excess.length === 0 && lost.length === 0) return null;
  return (
    <Alert variant="light" color="yellow" icon={<IconInfoCircle size={18} />} title={t("over.title")}>
      <Stack gap="xs">
        <List size="sm" spacing={6}>
          {excess.map((each) => (
            <List.Item key={each.limit}>
              {t(`over.${each.limit as "attendants"}`, {
                used: each.used,
                count: each.maximum,
                names: names(each, (count) => t("over.more", { count })),
              })}
            </List.Item>
          ))}
          {lost.length > 0 && (
            <List.Item>
              {t("over.features", {
                names: wordList(lost.map((feature) => t(`feature.${feature as "recording"}`))),
              })}
            </List.Item>
          )}
        </List>
        <Text size="sm">{t("over.kept")}</Text>
      </Stack>
    </Alert>
  );
}
