import { Button, Group, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Call } from "../types";
import { admitGuest, refuseGuest } from "./commands";
import classes from "./Guests.module.css";
import { PlanDialogs } from "./PlanDialogs";
import { useHostCommand } from "./useHostCommand";

/** Who stands at the door of the call, each with the two answers. */
export function AskingBar({ call }: { call: Call }) {
  const { t } = useTranslation("guests");
  const { asking } = call;
  if (asking.length === 0) return null;
  return (
    <section className={classes.asking} aria-label={t("host.asking", { count: asking.length })}>
      <ul className={classes.askingList} aria-live="polite">
        {asking.map((guest) => (
          <AskingLine key={guest.guest_id} call={call} guest={guest} />
        ))}
      </ul>
    </section>
  );
}

function AskingLine({ call, guest }: { call: Call; guest: Call["asking"][number] }) {
  const { t } = useTranslation("guests");
  const id = useId();
  const { busy, refusal, dismiss, run } = useHostCommand();
  return (
    <li className={classes.askingLine}>
      <Text size="sm" fw={600} id={id} className={classes.askingName}>
        {t("host.asks", { name: guest.name })}
      </Text>
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          aria-describedby={id}
          disabled={busy}
          onClick={() => void run(() => refuseGuest(call.id, guest.guest_id))}
        >
          {t("host.refuse")}
        </Button>
        <Button
          size="xs"
          aria-describedby={id}
          loading={busy}
          onClick={() => void run(() => admitGuest(call.id, guest.guest_id))}
        >
          {t("host.admit")}
        </Button>
      </Group>
      <PlanDialogs error={refusal} onClose={dismiss} />
    </li>
  );
}
