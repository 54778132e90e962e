import { Button, Group, Stack, Text, Title } from "@mantine/core";
import type { TFunction } from "i18next";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { timeOfDay } from "../../shared/format";
import { useCompanyZone } from "../../shared/session";
import { type Invitation, withdrawInvitation } from "./commands";
import classes from "./Guests.module.css";
import { useHostCommand } from "./useHostCommand";

interface InvitationListProps {
  callId: number;
  made: readonly Invitation[];
  onChange: () => unknown;
}

/** Every way into this call that was made, with what became of it. */
export function InvitationList({ callId, made, onChange }: InvitationListProps) {
  const { t } = useTranslation("guests");
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={3} size="h5" id={id} mb="xs">
        {t("host.made")}
      </Title>
      {made.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("host.none")}
        </Text>
      )}
      <Stack component="ul" gap={0} className={classes.list}>
        {made.map((invitation) => (
          <Line key={invitation.id} callId={callId} invitation={invitation} onChange={onChange} />
        ))}
      </Stack>
    </section>
  );
}

interface LineProps {
  callId: number;
  invitation: Invitation;
  onChange: () => unknown;
}

function Line({ callId, invitation, onChange }: LineProps) {
  const { t } = useTranslation("guests");
  const { busy, run } = useHostCommand();
  const zone = useCompanyZone();
  const what = nameOf(invitation, zone, t);
  const withdraw = async () => {
    await run(() => withdrawInvitation(callId, invitation.id));
    void onChange();
  };
  return (
    <Group component="li" justify="space-between" gap="sm" wrap="nowrap" className={classes.line}>
      <div className={classes.lineText}>
        <Text size="sm">{what}</Text>
        <Text size="xs" c="dimmed">
          {stateOf(invitation, zone, t)}
        </Text>
      </div>
      {invitation.url && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={busy}
          aria-label={t("host.withdrawOne", { what })}
          onClick={() => void withdraw()}
        >
          {t("host.withdraw")}
        </Button>
      )}
    </Group>
  );
}

function nameOf(invitation: Invitation, zone: string, t: TFunction<"guests">): string {
  const { channel, sent_to, created_at } = invitation;
  if (channel === "email") return t("host.byMail", { address: sent_to ?? "" });
  return t("host.byLink", { time: timeOfDay(new Date(created_at), zone) });
}

function stateOf(invitation: Invitation, zone: string, t: TFunction<"guests">): string {
  const { channel, sent_at, url, created_by_name } = invitation;
  if (!url) return t("host.withdrawn");
  if (channel === "link") return created_by_name;
  return sent_at ? t("host.delivered", { time: timeOfDay(new Date(sent_at), zone) }) : t("host.sending");
}
