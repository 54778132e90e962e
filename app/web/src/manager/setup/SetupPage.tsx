import { Alert, Progress, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../shared/ui";
import { PageSkeleton } from "../../shared/ui/PageSkeleton";
import { StepCard } from "./StepCard";
import { useSetup } from "./setup";

/** What a new company does first; each step can be passed over, and done again from its own page. */
export default function SetupPage() {
  const { t } = useTranslation("setup");
  const setup = useSetup();
  if (!setup) return <PageSkeleton />;
  const behind = setup.steps.filter(({ state }) => state !== "open").length;
  const next = setup.steps.find(({ state }) => state === "open")?.name;
  return (
    <Stack gap="lg" maw={808} p={{ base: "md", sm: "lg" }}>
      <PageHeader title={t("title")} description={t("about")} />
      <Progress
        value={(100 * behind) / setup.steps.length}
        aria-label={t("progress", { done: behind, all: setup.steps.length })}
      />
      {setup.finished && (
        <Alert color="green" role="status" title={t("finished")}>
          {t("finishedText")}
        </Alert>
      )}
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {setup.steps.map(({ name, state }) => (
          <StepCard key={name} name={name} state={state} next={name === next} />
        ))}
      </Stack>
    </Stack>
  );
}
