import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconChevronUp, IconVolume } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { canChooseSpeaker, type Device } from "../media/devices";
import type { LocalMedia } from "../media/local";
import { playTestSound } from "../media/sound";
import classes from "./ControlBar.module.css";
import { LevelBar } from "./LevelBar";
import { useLocal } from "./useCall";

export function MicrophoneMenu({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { microphone, devices, speaker } = useLocal(local);
  return (
    <MenuBeside label={t("devices.microphoneMenu")}>
      <DeviceItems
        kind={t("devices.microphone")}
        devices={devices.microphones}
        chosen={microphone.device}
        choose={(id) => void local.choose("microphone", id)}
      />
      <div style={{ padding: "4px 12px 12px" }}>
        <LevelBar track={microphone.on ? microphone.track : null} silent />
      </div>
      {canChooseSpeaker() && devices.speakers.length > 0 && (
        <>
          <Menu.Divider />
          <DeviceItems
            kind={t("devices.speaker")}
            devices={devices.speakers}
            chosen={speaker || devices.speakers[0]?.id}
            choose={(id) => local.chooseSpeaker(id)}
          />
        </>
      )}
      <Menu.Item
        closeMenuOnClick={false}
        leftSection={<IconVolume size={18} aria-hidden />}
        onClick={() => void playTestSound(speaker).catch(() => undefined)}
      >
        {t("check.playSound")}
      </Menu.Item>
      <SoundItems local={local} />
    </MenuBeside>
  );
}

const SOUND_CHOICES = ["noiseSuppression", "echoCancellation"] as const;

/** What the browser takes away from our own sound: good for voices, bad for music. */
function SoundItems({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { sound } = useLocal(local);
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("devices.ownSound")}</Menu.Label>
      {SOUND_CHOICES.map((choice) => (
        <Menu.CheckboxItem
          key={choice}
          closeMenuOnClick={false}
          checked={sound[choice]}
          onChange={(checked) => void local.chooseSound({ [choice]: checked })}
        >
          {t(`devices.${choice}`)}
        </Menu.CheckboxItem>
      ))}
    </>
  );
}

export function CameraMenu({ local }: { local: LocalMedia }) {
  const { t } = useTranslation("call");
  const { camera, devices } = useLocal(local);
  return (
    <MenuBeside label={t("devices.cameraMenu")}>
      <DeviceItems
        kind={t("devices.camera")}
        devices={devices.cameras}
        chosen={camera.device}
        choose={(id) => void local.choose("camera", id)}
      />
    </MenuBeside>
  );
}

function MenuBeside({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Menu position="top" width={320}>
      <Menu.Target>
        <Tooltip label={label}>
          <ActionIcon className={classes.menuButton} size={32} aria-label={label}>
            <IconChevronUp size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

interface DeviceItemsProps {
  kind: string;
  devices: readonly Device[];
  chosen: string | undefined;
  choose: (id: string) => void;
}

function DeviceItems({ kind, devices, chosen, choose }: DeviceItemsProps) {
  const { t } = useTranslation("call");
  return (
    <>
      <Menu.Label>{kind}</Menu.Label>
      {devices.length === 0 && <Menu.Item disabled>{t("devices.none")}</Menu.Item>}
      <Menu.RadioGroup value={chosen ?? ""} onChange={choose}>
        {devices.map(({ id, label }, index) => (
          <Menu.RadioItem key={id} value={id} closeMenuOnClick>
            {label || t("devices.unnamed", { kind, number: index + 1 })}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
