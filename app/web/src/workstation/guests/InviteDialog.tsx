import { Button, Divider, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../../shared/api/problem";
import { NoticeBar } from "../../shared/call/NoticeBar";
import { CopyButton, notifyDone } from "../../shared/ui";
import type { Call } from "../types";
import { type Invitation, invitationsOf, mailInvitation } from "./commands";
import classes from "./Guests.module.css";
import { InvitationList } from "./InvitationList";
import { hostText } from "./useHostCommand";

interface InviteDialogProps {
  call: Call;
  link: Invitation | null;
  opened: boolean;
  onClose: () => void;
}

/** A link to copy, a mail to send, and what was made before. */
export function InviteDialog({ call, link, opened, onClose }: InviteDialogProps) {
  const { t } = useTranslation(["guests", "shared"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("host.title")}
      size={520}
      closeButtonProps={{ "aria-label": t("shared:close") }}
    >
      {opened && <InviteBody call={call} link={link} />}
    </Modal>
  );
}

const keyOf = (callId: number) => ["/api/v1/calls", callId, "invitations"];

function InviteBody({ call, link }: Pick<InviteDialogProps, "call" | "link">) {
  const { t } = useTranslation("guests");
  const cache = useQueryClient();
  const queryKey = keyOf(call.id);
  const made = useQuery({ queryKey, queryFn: () => invitationsOf(call.id) });
  const refresh = () => cache.invalidateQueries({ queryKey });
  return (
    <Stack gap="md">
      <Text size="sm">{t("host.intro")}</Text>
      {call.locked && <NoticeBar tone="amber" icon={IconLock} title={t("host.locked")} />}
      {link?.url && <LinkField url={link.url} />}
      <Divider />
      <MailForm callId={call.id} onSent={refresh} />
      <Divider />
      <InvitationList callId={call.id} made={made.data ?? []} onChange={refresh} />
    </Stack>
  );
}

function LinkField({ url }: { url: string }) {
  const { t } = useTranslation("guests");
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap" className={classes.link}>
      <TextInput
        label={t("host.link")}
        value={url}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        className={classes.linkField}
      />
      <CopyButton value={url} label={t("host.copy")} />
    </Group>
  );
}

function MailForm({ callId, onSent }: { callId: number; onSent: () => unknown }) {
  const { t } = useTranslation("guests");
  const [address, setAddress] = useState("");
  const [message, setMessage] = useState("");
  const { busy, problem, send } = useMail(callId);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await send(address.trim(), message.trim()))) return;
    notifyDone(t("host.sent", { address: address.trim() }));
    setAddress("");
    void onSent();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <TextInput
          type="email"
          label={t("host.email")}
          description={t("host.emailHint")}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={problem}
          autoComplete="off"
          maxLength={254}
        />
        <Textarea
          label={t("host.message")}
          description={t("host.messageHint")}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={4}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={busy} disabled={address.trim() === ""}>
            {t("host.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useMail(callId: number) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (address: string, message: string) => {
    setBusy(true);
    setProblem(null);
    try {
      await mailInvitation(callId, address, message);
      return true;
    } catch (error) {
      const wrong = isProblem(error) ? error.fieldErrors.recipient : undefined;
      setProblem(wrong ?? hostText(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, send };
}
