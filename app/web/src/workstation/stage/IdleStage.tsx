import { Button, Modal, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDeviceDesktopCog } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DeviceCheck } from "../../shared/call/DeviceCheck";
import { number } from "../../shared/format";
import { LocalMedia } from "../../shared/media/local";
import { Duration } from "../../shared/ui";
import { ownFigures } from "../state/commands";
import { TODAY_KEY } from "../state/keys";
import type { Presence } from "../types";
import classes from "./Stage.module.css";
import { useNextStep } from "./useNextStep";

/** Between calls: what to do next, and one's own figures of the day. */
export function IdleStage({ presence }: { presence: Presence }) {
  const { t } = useTranslation(["workstation", "shared"]);
  const { title, text } = useNextStep(presence);
  return (
    <div className={classes.idle}>
      <div role="status" className={classes.next}>
        <Title order={2} className={classes.nextTitle}>
          {title}
        </Title>
        <Text c="dimmed">{text}</Text>
      </div>
      <section aria-label={t("today.label")} className={classes.today}>
        <Figures />
      </section>
      <DeviceCheckButton />
    </div>
  );
}

function Figures() {
  const { t } = useTranslation(["workstation", "shared"]);
  const { data, error } = useQuery({ queryKey: TODAY_KEY, queryFn: ownFigures });
  if (error) return <Text c="dimmed">{t("today.failed")}</Text>;
  return (
    <dl className={classes.figures}>
      <Figure name={t("today.handled")}>{data ? number(data.handled) : t("shared:dash")}</Figure>
      <Figure name={t("today.talk")}>
        <Duration seconds={data?.talk_seconds} />
      </Figure>
      <Figure name={t("today.average")}>
        <Duration seconds={data?.average_talk_seconds} />
      </Figure>
    </dl>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-figures>{children}</dd>
    </div>
  );
}

function DeviceCheckButton() {
  const { t } = useTranslation(["workstation", "shared"]);
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconDeviceDesktopCog size={18} aria-hidden />} onClick={open}>
        {t("check.open")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("check.title")}
        closeButtonProps={{ "aria-label": t("shared:close") }}
      >
        {opened && <DeviceCheckBody />}
      </Modal>
    </>
  );
}

function DeviceCheckBody() {
  const [local] = useState(() => new LocalMedia());
  useEffect(() => {
    void local.start();
    return () => local.stop();
  }, [local]);
  return <DeviceCheck local={local} network={NETWORK} onReport={noReport} />;
}

/** Relays are given out with a call; before one only the way to the server can be tried. */
const NETWORK = { ping: ownFigures, iceServers: async () => ({ servers: [], expiresAt: null }) };
const noReport = () => undefined;
