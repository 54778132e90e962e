import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Department } from "../../shared/api/types";
import {
  ConfirmDialog,
  FormSection,
  LimitDialog,
  notifyDone,
  planLimitOf,
  problemText,
} from "../../shared/ui";

type Act = "deactivate" | "activate" | "delete";

function carryOut(act: Act, id: number): Promise<unknown> {
  const target = { params: { path: { department_id: id } } };
  if (act === "delete") return api.DELETE("/api/v1/departments/{department_id}", target);
  return api.PATCH("/api/v1/departments/{department_id}", {
    ...target,
    body: { active: act === "activate" },
  });
}

function useAct(department: Department, onDone: () => void) {
  const { t } = useTranslation("manager");
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (act: Act) => carryOut(act, department.id),
    onSuccess: async (_answer, act) => {
      notifyDone(t(`departments.done.${act}`, { name: department.name }));
      onDone();
      if (act === "delete") await navigate({ to: "/departments" });
      await queryClient.invalidateQueries({ queryKey: ["/api/v1/departments"] });
    },
  });
}

function Choice({ act, onChoose }: { act: Act; onChoose: (act: Act) => void }) {
  const { t } = useTranslation("manager");
  return (
    <Group justify="space-between" gap="md">
      <Stack gap={0} style={{ flex: "1 1 240px" }}>
        <Text fw={500}>{t(`departments.act.${act}`)}</Text>
        <Text size="sm" c="dimmed">
          {t(`departments.actHint.${act}`)}
        </Text>
      </Stack>
      <Button variant={act === "delete" ? "outline" : "default"} color="red" onClick={() => onChoose(act)}>
        {t(`departments.act.${act}`)}
      </Button>
    </Group>
  );
}

/** Taking a department out of service, for a while or for good. */
export function DepartmentEnd({ department }: { department: Department }) {
  const { t } = useTranslation("manager");
  const [act, setAct] = useState<Act | null>(null);
  const run = useAct(department, () => setAct(null));
  const close = () => {
    setAct(null);
    run.reset();
  };
  const choices: Act[] = [department.active ? "deactivate" : "activate", "delete"];
  const limited = planLimitOf(run.error) !== null;
  return (
    <FormSection title={t("departments.end")} why={t("departments.endWhy")}>
      {choices.map((choice) => (
        <Choice key={choice} act={choice} onChoose={setAct} />
      ))}
      <LimitDialog error={run.error} onClose={close} />
      <ConfirmDialog
        opened={act !== null && !limited}
        title={act ? t(`departments.act.${act}`) : ""}
        text={act ? t(`departments.confirm.${act}`, { name: department.name }) : ""}
        consequences={act === "delete" ? [t("departments.goesLinks"), t("departments.goesAttendants")] : []}
        confirmLabel={act ? t(`departments.act.${act}`) : ""}
        busy={run.isPending}
        error={run.error ? problemText(run.error) : null}
        onConfirm={() => act && run.mutate(act)}
        onClose={close}
      />
    </FormSection>
  );
}
