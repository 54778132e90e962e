import { Button, Switch, Text } from "@mantine/core";
import { IconBell, IconVolume } from "@tabler/icons-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Store } from "../../shared/realtime";
import { recall, remember } from "../../shared/storage";
import { allowSound, soundAllowed, watchSound } from "../incoming/ringer";
import classes from "../Workstation.module.css";

/** What tells of an incoming call besides the dialog: sound, and a notice of the system. */
export function AlertsControl() {
  return (
    <div className={classes.alerts}>
      <SoundControl />
      <NoticeControl />
    </div>
  );
}

const ringing = new Store(recall("workstation.ring", true));

export function useRingOn(): boolean {
  return useSyncExternalStore(ringing.subscribe, ringing.get);
}

function switchRing(on: boolean): void {
  remember("workstation.ring", on);
  ringing.set(on);
}

function SoundControl() {
  const { t } = useTranslation("workstation");
  const on = useRingOn();
  const allowed = useSyncExternalStore(soundAllowed.subscribe, soundAllowed.get);
  useEffect(watchSound, []);
  if (on && !allowed) {
    return (
      <Button
        size="xs"
        variant="light"
        leftSection={<IconVolume size={16} aria-hidden />}
        onClick={() => void allowSound()}
      >
        {t("alerts.allowSound")}
      </Button>
    );
  }
  return (
    <Switch
      size="xs"
      label={t("alerts.sound")}
      checked={on}
      onChange={({ currentTarget }) => {
        switchRing(currentTarget.checked);
        if (currentTarget.checked) void allowSound();
      }}
    />
  );
}

type Permission = NotificationPermission | "unsupported";

function NoticeControl() {
  const { t } = useTranslation("workstation");
  const [permission, setPermission] = useState<Permission>(() =>
    "Notification" in window ? Notification.permission : "unsupported",
  );
  if (permission === "unsupported" || permission === "granted") return null;
  if (permission === "denied") {
    return (
      <Text size="xs" c="dimmed">
        {t("alerts.blocked")}
      </Text>
    );
  }
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconBell size={16} aria-hidden />}
      onClick={async () => setPermission(await Notification.requestPermission())}
    >
      {t("alerts.allowNotices")}
    </Button>
  );
}
