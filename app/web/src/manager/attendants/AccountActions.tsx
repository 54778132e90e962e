import { Button, Group } from "@mantine/core";
import { IconMail, IconUserCheck, IconUserOff } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api/client";
import { queryClient } from "../../shared/api/query";
import type { Attendant } from "../../shared/api/types";
import {
  ConfirmDialog,
  LimitDialog,
  notifyDone,
  notifyFailed,
  planLimitOf,
  problemText,
} from "../../shared/ui";

type Act = "activate" | "deactivate" | "invitation";

function useAct(person: Attendant) {
  const { t } = useTranslation("manager");
  return useMutation({
    mutationFn: (act: Act): Promise<unknown> =>
      api.POST(`/api/v1/attendants/{attendant_id}/${act}`, { params: { path: { attendant_id: person.id } } }),
    onSuccess: (_answer, act) => {
      notifyDone(t(`attendants.done.${act}`, { name: person.name, email: person.email }));
      return queryClient.invalidateQueries({ queryKey: ["/api/v1/attendants"] });
    },
    onError: (error, act) => {
      if (act !== "deactivate" && !planLimitOf(error)) notifyFailed(problemText(error));
    },
  });
}

/** Resending the invitation, and taking the account out of and back into service. */
export function AccountActions({ person }: { person: Attendant }) {
  const { t } = useTranslation("manager");
  const act = useAct(person);
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
    act.reset();
  };
  return (
    <Group gap="sm">
      {person.active && person.invitation_pending && (
        <Button
          variant="default"
          leftSection={<IconMail size={16} />}
          onClick={() => act.mutate("invitation")}
        >
          {t("attendants.resend")}
        </Button>
      )}
      {person.active ? (
        <Button variant="default" leftSection={<IconUserOff size={16} />} onClick={() => setAsking(true)}>
          {t("attendants.deactivate")}
        </Button>
      ) : (
        <Button
          variant="default"
          leftSection={<IconUserCheck size={16} />}
          loading={act.isPending}
          onClick={() => act.mutate("activate")}
        >
          {t("attendants.activate")}
        </Button>
      )}
      <LimitDialog error={act.error} onClose={act.reset} />
      <ConfirmDialog
        opened={asking}
        title={t("attendants.deactivate")}
        text={t("attendants.confirmDeactivate", { name: person.name })}
        consequences={[t("attendants.endsSessions"), t("attendants.freesSlot"), t("attendants.keepsHistory")]}
        confirmLabel={t("attendants.deactivate")}
        busy={act.isPending}
        error={act.error ? problemText(act.error) : null}
        onConfirm={() => act.mutate("deactivate", { onSuccess: close })}
        onClose={close}
      />
    </Group>
  );
}
