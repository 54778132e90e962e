import { Button, Modal, Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentState, RecordingState } from "../call/types";
import { useSecondsLeft } from "../call/useSecondsLeft";
import { currentLanguage } from "../i18n";
import { consentText } from "./consentText";

const ANSWER_SECONDS = 60;

interface ConsentDialogProps {
  recording: RecordingState;
  consent: ConsentState;
  company: string;
  serverOffset: number;
  answer: (accepted: boolean) => Promise<unknown>;
}

/** The question, as long as it is open; only an answer closes it. */
export function ConsentDialog({ recording, consent, company, serverOffset, answer }: ConsentDialogProps) {
  const { t } = useTranslation("recording");
  const { busy, failed, say } = useAnswer(answer);
  const text = consentText(recording.text_version, currentLanguage(), company || t("consent.theCompany"));
  return (
    <Modal
      opened
      centered
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t("consent.title")}
    >
      <Stack>
        <Text>{text.body}</Text>
        <Text>{text.rights}</Text>
        {recording.mandatory && <Text fw={600}>{text.mandatory}</Text>}
        <TimeLeft until={consent.answer_until} serverOffset={serverOffset} />
        {failed && (
          <Text c="red" role="alert">
            {t("consent.failed")}
          </Text>
        )}
        <Button size="md" loading={busy} onClick={() => void say(true)}>
          {t("consent.accept")}
        </Button>
        <Button size="md" variant="default" disabled={busy} onClick={() => void say(false)}>
          {t("consent.decline")}
        </Button>
        <Text size="xs" c="dimmed">
          {t("consent.version", { version: recording.text_version })}
        </Text>
      </Stack>
    </Modal>
  );
}

function useAnswer(answer: ConsentDialogProps["answer"]) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const say = async (accepted: boolean) => {
    setBusy(true);
    setFailed(false);
    await answer(accepted).catch(() => setFailed(true));
    setBusy(false);
  };
  return { busy, failed, say };
}

function TimeLeft({ until, serverOffset }: { until: string | null; serverOffset: number }) {
  const { t } = useTranslation("recording");
  const seconds = useSecondsLeft(until, serverOffset);
  if (seconds === null) return null;
  return (
    <div>
      <Progress value={(seconds / ANSWER_SECONDS) * 100} size="sm" mb={4} aria-hidden />
      <Text size="sm" c="dimmed" data-figures>
        {t("consent.left", { seconds })}
      </Text>
    </div>
  );
}
