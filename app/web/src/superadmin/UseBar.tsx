import { Group, Progress, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const NEAR = 80;
const FULL = 100;

/** The colour of a bar by how full it is: amber near the limit, red past it. */
export function colorOfUse(percent: number): string | undefined {
  if (percent > FULL) return "red";
  return percent >= NEAR ? "yellow" : undefined;
}

/** How full the fullest limit of a plan is. */
export function UseBar({ percent }: { percent: number | null }) {
  const { t } = useTranslation(["companies", "shared"]);
  if (percent === null) return <Text c="dimmed">{t("shared:dash")}</Text>;
  return (
    <Group gap={8} wrap="nowrap" miw={112} title={t("list.useOf", { percent })}>
      <Progress
        value={Math.min(FULL, percent)}
        color={colorOfUse(percent)}
        size="sm"
        flex={1}
        aria-label={t("list.useOf", { percent })}
      />
      <Text span size="sm" w={44} ta="right" fw={percent > FULL ? 600 : undefined} data-figures>
        {percent}%
      </Text>
    </Group>
  );
}
