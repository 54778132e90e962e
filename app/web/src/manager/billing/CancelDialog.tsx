import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import { DateTime, notifyDone, problemText } from "../../shared/ui";
import { Consequences } from "./Consequences";
import { type Billing, useChange, useConsequences } from "./data";

/** Asks before the subscription is ended, and names what Free leaves over. */
export function CancelDialog({ billing, onClose }: { billing: Billing; onClose: () => void }) {
  const { t } = useTranslation(["billing", "shared"]);
  const leaving = useConsequences("free", true);
  const cancel = useChange(
    () => unwrap(api.PUT("/api/v1/billing/cancellation", { body: { at_period_end: true } })),
    () => {
      notifyDone(t("cancel.done"));
      onClose();
    },
  );
  return (
    <Modal opened size="lg" onClose={onClose} title={t("cancel.title")}>
      <Stack gap="md">
        <Text>
          {t("cancel.text")} <DateTime at={billing.subscription?.period_end} />
        </Text>
        {leaving.data && <Consequences excess={leaving.data.excess} lost={leaving.data.features_lost} />}
        {cancel.error && (
          <Text c="red" role="alert">
            {problemText(cancel.error)}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("cancel.stay")}
          </Button>
          <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
            {t("cancel.confirm")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
