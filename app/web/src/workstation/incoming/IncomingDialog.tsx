import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPhoneCheck, IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConnection, useServerNow } from "../../shared/realtime";
import { useSession } from "../../shared/session";
import { WORKSTATION_PATH } from "../paths";
import { acceptOffer, declineOffer } from "../state/commands";
import { carryHere } from "../state/liveCall";
import { beginCall, closeOwnMedia, prepareCall } from "../state/ownMedia";
import { SHORTCUT_OPTIONS, useShortcutsOn } from "../state/shortcuts";
import { useCommand } from "../state/useCommand";
import type { Offer } from "../types";
import { CountdownRing } from "./CountdownRing";
import classes from "./IncomingDialog.module.css";
import { OfferFacts } from "./OfferFacts";
import { useArmed } from "./useArmed";
import { useRinging } from "./useRinging";

/** The server's word that an offer is over may come a moment after its time. */
const LATE_MS = 3_000;

/** Rings for the oldest open offer, over whatever page is shown. */
export function IncomingDialog({ offers }: { offers: readonly Offer[] }) {
  const { t } = useTranslation("workstation");
  const now = useServerNow();
  const offer = offers.find(({ expires_at }) => Date.parse(expires_at) + LATE_MS > now) ?? null;
  useRinging(offer);
  return (
    <Modal
      opened={offer !== null}
      onClose={() => undefined}
      title={t("incoming.label")}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 150, exitDuration: 0 }}
      size={480}
      zIndex={400}
      classNames={{ content: classes.content, title: classes.title }}
    >
      {offer && <OfferBody key={offer.id} offer={offer} />}
    </Modal>
  );
}

function OfferBody({ offer }: { offer: Offer }) {
  return (
    // The focus starts here, so that neither Enter nor Space in the middle of a sentence accepts.
    <Stack gap="md" data-autofocus tabIndex={-1} className={classes.body}>
      <Group wrap="nowrap" gap="md" align="center">
        <div className={classes.who}>
          <Text className={classes.name}>{offer.client.name}</Text>
          <Text c="dimmed">{offer.department.name}</Text>
        </div>
        <CountdownRing offer={offer} />
      </Group>
      <OfferFacts offer={offer} />
      <OfferButtons offer={offer} />
    </Stack>
  );
}

function OfferButtons({ offer }: { offer: Offer }) {
  const { t } = useTranslation("workstation");
  const navigate = useNavigate();
  const armed = useArmed(offer.id);
  const shortcuts = useShortcutsOn();
  const connection = useConnection();
  const { person } = useSession();
  useEffect(() => prepareCall(connection, offer.id), [connection, offer.id]);
  const accept = useCommand(async () => {
    beginCall(connection, person.id, offer.department.id);
    const call = await acceptOffer(offer.id, connection.mediaConnection).catch((refusal) => {
      closeOwnMedia();
      throw refusal;
    });
    carryHere(call.id);
    await navigate({ to: WORKSTATION_PATH });
  });
  const decline = useCommand(() => declineOffer(offer.id));
  const ready = armed && !accept.busy && !decline.busy;
  useHotkeys(shortcuts && ready ? [["alt+A", () => void accept.run(), SHORTCUT_OPTIONS]] : [], [], true);
  return (
    <div className={classes.buttons}>
      <Button
        size="lg"
        variant="default"
        leftSection={<IconX size={20} aria-hidden />}
        disabled={!armed || accept.busy}
        loading={decline.busy}
        onClick={() => void decline.run()}
      >
        {t("incoming.decline")}
      </Button>
      <Button
        size="lg"
        leftSection={<IconPhoneCheck size={20} aria-hidden />}
        disabled={!armed || decline.busy}
        loading={accept.busy}
        onClick={() => void accept.run()}
      >
        {t("incoming.accept")}
      </Button>
    </div>
  );
}
