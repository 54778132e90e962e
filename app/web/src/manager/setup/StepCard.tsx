import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled, IconCircleDashed } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { problemText } from "../../shared/ui";
import { notifyFailed } from "../../shared/ui/notify";
import { StepAction } from "./StepAction";
import { type StepName, skip } from "./setup";

type StepState = "open" | "done" | "skipped";

interface StepCardProps {
  name: StepName;
  state: StepState;
  /** The first one that is open stands out. */
  next: boolean;
}

export function StepCard({ name, state, next }: StepCardProps) {
  const { t } = useTranslation("setup");
  const pass = (skipped: boolean) =>
    void skip(name, skipped).catch((reason) => notifyFailed(problemText(reason)));
  return (
    <Paper
      component="li"
      withBorder
      p="md"
      style={next ? { borderColor: "var(--mantine-primary-color-filled)" } : {}}
    >
      <Group align="flex-start" wrap="nowrap" gap="md">
        <StateIcon state={state} label={t(`state.${state}`)} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Title order={2} size="h4">
            {t(`steps.${name}.title`)}
          </Title>
          <Text c="dimmed" size="sm" mt={4}>
            {t(`steps.${name}.text`)}
          </Text>
          <Group gap="sm" mt={state === "done" ? 0 : "md"}>
            {state !== "done" && <StepAction name={name} primary={next} />}
            {state === "open" && (
              <Button variant="subtle" color="gray" onClick={() => pass(true)}>
                {t("skip")}
              </Button>
            )}
            {state === "skipped" && (
              <Button variant="subtle" color="gray" onClick={() => pass(false)}>
                {t("takeUp")}
              </Button>
            )}
          </Group>
        </div>
      </Group>
    </Paper>
  );
}

const ICONS = { open: IconCircle, done: IconCircleCheckFilled, skipped: IconCircleDashed };
const COLORS = {
  open: "var(--mantine-color-dimmed)",
  done: "var(--mantine-color-green-text)",
  skipped: "var(--mantine-color-dimmed)",
};

function StateIcon({ state, label }: { state: StepState; label: string }) {
  const Icon = ICONS[state];
  return <Icon size={24} role="img" aria-label={label} style={{ flexShrink: 0, color: COLORS[state] }} />;
}
