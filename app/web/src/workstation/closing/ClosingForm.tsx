import { Button, Group, Kbd, Radio, Stack, Text } from "@mantine/core";
import { getHotkeyHandler } from "@mantine/hooks";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { NotesField } from "../side/NotesField";
import { TagsField } from "../side/TagsField";
import { endedBecause } from "../state/calls";
import { useNotes } from "../state/notes";
import type { Call, Outcome } from "../types";
import classes from "./Closing.module.css";
import { ClosingTime } from "./ClosingTime";
import { useFinish } from "./useFinish";

const OUTCOMES: Outcome[] = ["converted", "not_converted", "not_applicable"];

/** Outcome, tags and notes of one call; all of it can be done without a mouse. */
export function ClosingForm({ call }: { call: Call }) {
  const { t } = useTranslation("workstation");
  const { keeper, draft } = useNotes(call);
  const [outcome, setOutcome] = useState<Outcome | null>(() => likelyOutcome(call));
  const [tags, setTags] = useState(call.tags);
  // Ctrl and Enter also ends a tag that is being typed, just before it sends.
  const newest = useRef(tags);
  const changeTags = (next: string[]) => {
    newest.current = next;
    setTags(next);
  };
  const { busy, error, missing, final, finish, giveUp } = useFinish(call);
  const send = () => void finish(outcome, newest.current, draft.text);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys work wherever the focus is in the dialog
    <div onKeyDown={getHotkeyHandler([["mod+Enter", send]])}>
      <Stack gap="md">
        <Ended call={call} />
        <Radio.Group
          label={t("closing.outcome")}
          value={outcome}
          onChange={(value) => setOutcome(value as Outcome)}
          error={missing && !outcome ? t("closing.outcomeMissing") : null}
          withAsterisk={false}
        >
          <div className={classes.outcomes}>
            {OUTCOMES.map((value, index) => (
              <Radio.Card
                key={value}
                value={value}
                className={classes.outcome}
                data-autofocus={index === 0 || undefined}
              >
                <Radio.Indicator />
                <Text span size="sm" fw={500}>
                  {t(`outcome.${value}`)}
                </Text>
              </Radio.Card>
            ))}
          </div>
        </Radio.Group>
        <TagsField tags={tags} suggestions={call.client.tags} onChange={changeTags} />
        <NotesField keeper={keeper} draft={draft} rows={4} />
        {error && (
          <Text c="red" role="alert">
            {error}
          </Text>
        )}
        <Group justify="space-between" gap="sm" className={classes.end}>
          <Text size="xs" c="dimmed" visibleFrom="xs">
            <Kbd size="xs">Ctrl</Kbd> <Kbd size="xs">Enter</Kbd> {t("closing.finishes")}
          </Text>
          <Group gap="sm">
            {final && (
              <Button variant="default" onClick={giveUp}>
                {t("closing.giveUp")}
              </Button>
            )}
            <Button onClick={send} loading={busy}>
              {t("closing.finish")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </div>
  );
}

/** Whoever hands a client over has nothing to say about the result yet. */
function likelyOutcome(call: Call): Outcome | null {
  const known = OUTCOMES.find((one) => one === call.outcome);
  return known ?? (endedBecause(call) === "you_transferred" ? "not_applicable" : null);
}

function Ended({ call }: { call: Call }) {
  const { t } = useTranslation("workstation");
  return (
    <div>
      <Text fw={600} className={classes.name}>
        {call.client.name}
      </Text>
      <Text size="sm" c="dimmed">
        {t(`ended.${endedBecause(call)}`)} {t("closing.protocol", { protocol: call.protocol })}
      </Text>
      <ClosingTime until={call.wrap_up_until} />
    </div>
  );
}
