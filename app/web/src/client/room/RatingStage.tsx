import { Button, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Frame } from "./Frame";
import classes from "./RatingStage.module.css";
import { useCommand } from "./useCommand";
import type { Visit } from "./useVisit";

const CSAT = ["1", "2", "3", "4", "5"] as const;
const NPS = Array.from({ length: 11 }, (_, index) => String(index));
const MOST_CHARACTERS = 1_000;

export function RatingStage({ visit: { visit, commands } }: { visit: Visit }) {
  const { t } = useTranslation("client");
  const [csat, setCsat] = useState<string | null>(null);
  const [nps, setNps] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const { pending, problem, run } = useCommand();
  const send = () => commands.rate({ csat: Number(csat), nps: Number(nps), comment });
  return (
    <Frame
      title={t("rating.title")}
      text={endText(visit.call?.end_reason, t)}
      problem={problem}
      actions={
        <>
          <Button
            fullWidth
            loading={pending}
            disabled={csat === null || nps === null}
            onClick={() => void run(send)}
          >
            {t("rating.send")}
          </Button>
          <Button
            fullWidth
            variant="subtle"
            disabled={pending}
            onClick={() => void run(() => commands.rate({ skipped: true }))}
          >
            {t("rating.skip")}
          </Button>
        </>
      }
    >
      <Stack gap="lg">
        <Scale
          label={t("rating.satisfaction")}
          question={t("rating.satisfactionQuestion")}
          ends={[t("rating.csatLow"), t("rating.csatHigh")]}
          values={CSAT}
          value={csat}
          onChange={setCsat}
        />
        <Scale
          label={t("rating.recommendation")}
          question={t("rating.recommendationQuestion", { company: visit.company.name })}
          ends={[t("rating.npsLow"), t("rating.npsHigh")]}
          values={NPS}
          value={nps}
          onChange={setNps}
        />
        <Textarea
          label={t("rating.comment")}
          placeholder={t("rating.commentHint")}
          autosize
          minRows={2}
          maxLength={MOST_CHARACTERS}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      </Stack>
    </Frame>
  );
}

interface ScaleProps {
  label: string;
  question: string;
  /** What the lowest and the highest value mean. */
  ends: readonly [string, string];
  values: readonly string[];
  value: string | null;
  onChange: (value: string) => void;
}

function Scale({ label, question, ends, values, value, onChange }: ScaleProps) {
  return (
    <Radio.Group size="lg" label={label} description={question} value={value} onChange={onChange}>
      <div className={classes.scale} data-many={values.length > 5 || undefined}>
        {values.map((each) => (
          <Radio.Card key={each} value={each} className={classes.step} aria-label={each}>
            {each}
          </Radio.Card>
        ))}
      </div>
      <Group justify="space-between" mt={4} wrap="nowrap">
        {ends.map((end) => (
          <Text key={end} size="sm" c="dimmed">
            {end}
          </Text>
        ))}
      </Group>
    </Radio.Group>
  );
}

const END_TEXTS = {
  connection_lost: "rating.lost",
  consent_declined: "rating.notRecorded",
  recording_unavailable: "rating.notRecordable",
} as const;

function endText(reason: string | null | undefined, t: TFunction<"client">): string {
  return t(END_TEXTS[reason as keyof typeof END_TEXTS] ?? "rating.text");
}
