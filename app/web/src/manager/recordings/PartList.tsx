import { Button, Progress, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { fileSize } from "../../shared/call/attachments";
import { clock } from "../../shared/format";
import { currentLanguage } from "../../shared/i18n";
import { problemWords } from "../../shared/recording/problems";
import { partUrl, type Recording, type RecordingPart } from "./data";
import classes from "./recordings.module.css";

/** Each file with its state; a stored one can be kept. */
export function PartList({ recording }: { recording: Recording }) {
  const { t } = useTranslation("recording");
  return (
    <ul className={classes.parts} aria-label={t("panel.parts")}>
      {recording.parts.map((part) => (
        <li key={part.number}>
          <PartState part={part} alone={recording.parts.length === 1} />
          {part.playable && <Download recording={recording} part={part} />}
        </li>
      ))}
    </ul>
  );
}

function PartState({ part, alone }: { part: RecordingPart; alone: boolean }) {
  const { t } = useTranslation("recording");
  const state = t(`panel.partStates.${part.state}`, { progress: part.upload_progress });
  const facts = [
    !alone && t("panel.part", { number: part.number }),
    part.seconds !== null && clock(part.seconds),
    part.size > 0 && fileSize(part.size, currentLanguage()),
    part.failure ? t("panel.failure", { problem: problemWords(part.failure, t) }) : state,
  ];
  return (
    <div>
      <Text size="sm" data-figures>
        {facts.filter(Boolean).join(" · ")}
      </Text>
      {part.state === "uploading" && <Progress size="sm" value={part.upload_progress} aria-label={state} />}
    </div>
  );
}

function Download({ recording, part }: { recording: Recording; part: RecordingPart }) {
  const { t } = useTranslation("recording");
  const several = recording.parts.filter(({ playable }) => playable).length > 1;
  return (
    <Button
      component="a"
      href={partUrl(recording.id, part.number, "download")}
      size="xs"
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {several ? t("panel.downloadPart", { number: part.number }) : t("panel.download")}
    </Button>
  );
}
