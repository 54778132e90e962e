import { Button, Group, Loader, Text } from "@mantine/core";
import { type Icon, IconAlertTriangle, IconCircleCheck, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { NetworkResult, NetworkWord } from "../media/network";
import { NoticeBar } from "./NoticeBar";
import type { RunningCheck } from "./useNetworkCheck";

/** Whether a call can get through from here, and what to try if not. */
export function NetworkCheck({ check: { result, again } }: { check: RunningCheck }) {
  const { t } = useTranslation("call");
  if (!result) return <Checking />;
  if (result.word === "good") return <Ready />;
  return (
    <NoticeBar
      tone={TROUBLE[result.word].tone}
      icon={TROUBLE[result.word].icon}
      title={t(`check.${keyOf(result)}`)}
    >
      <Button size="xs" variant="default" onClick={again}>
        {t("check.again")}
      </Button>
    </NoticeBar>
  );
}

const TROUBLE: Record<Exclude<NetworkWord, "good">, { tone: "amber" | "red"; icon: Icon }> = {
  limited: { tone: "amber", icon: IconAlertTriangle },
  bad: { tone: "red", icon: IconPlugConnectedX },
};

function keyOf({ word, rtt_ms }: NetworkResult): "limited" | "bad" | "unreachable" {
  if (rtt_ms === null) return "unreachable";
  return word === "bad" ? "bad" : "limited";
}

function Checking() {
  const { t } = useTranslation("call");
  return (
    <Group gap={8} role="status">
      <Loader size={18} aria-hidden />
      <Text size="sm">{t("check.checking")}</Text>
    </Group>
  );
}

function Ready() {
  const { t } = useTranslation("call");
  return (
    <Group gap={8} role="status" wrap="nowrap">
      <IconCircleCheck size={20} color="var(--state-green)" aria-hidden />
      <Text size="sm">{t("check.good")}</Text>
    </Group>
  );
}
