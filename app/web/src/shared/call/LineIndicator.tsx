import { Popover, Stack, Switch, Text, UnstyledButton } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage } from "../i18n";
import type { Quality, QualitySample } from "../media/quality";
import classes from "./LineIndicator.module.css";
import { QualityBars } from "./QualityBars";
import type { CallHandle } from "./useCall";

/** How our line is, in a word; a press says what to do, and offers to do without pictures. */
export function LineIndicator({ handle }: { handle: CallHandle }) {
  const { t } = useTranslation("call");
  const word = handle.line?.word;
  const name = word ? t(`quality.${word}`) : t("line.measuring");
  return (
    <Popover width={300} position="bottom-start" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.button} aria-label={t("line.button", { word: name })}>
          {word ? <QualityBars word={word} silent /> : null}
          <span className={classes.word}>{name}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={12}>
          <Advice line={handle.line} />
          <AudioOnlySwitch handle={handle} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function AudioOnlySwitch({ handle }: { handle: CallHandle }) {
  const { t } = useTranslation("call");
  const hint = useId();
  return (
    <div>
      <Switch
        label={t("line.audioOnly")}
        aria-describedby={hint}
        checked={handle.audioOnly}
        onChange={(event) => handle.setAudioOnly(event.currentTarget.checked)}
      />
      <Text id={hint} size="xs" c="dimmed" mt={4}>
        {t("line.audioOnlyHint")}
      </Text>
    </div>
  );
}

function Advice({ line }: { line: Quality | null }) {
  const { t } = useTranslation("call");
  if (!line) return <Text size="sm">{t("line.measuringHint")}</Text>;
  return (
    <div>
      <Text fw={600}>{t(`quality.${line.word}`)}</Text>
      <Text size="sm">{line.advice ? t(`quality.${line.advice}`) : t("line.fine")}</Text>
      <Figures sample={line.sample} />
    </div>
  );
}

/** For who asks the company's help desk what their line is like. */
function Figures({ sample: { rtt_ms, loss_percent, bitrate_in, bitrate_out } }: { sample: QualitySample }) {
  const { t } = useTranslation("call");
  const number = new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 1 });
  const figures = [
    rtt_ms !== null && t("line.delay", { value: number.format(rtt_ms) }),
    loss_percent !== null && t("line.loss", { value: number.format(loss_percent) }),
    bitrate_in !== null && t("line.receiving", { value: number.format(bitrate_in / 1e6) }),
    bitrate_out !== null && t("line.sending", { value: number.format(bitrate_out / 1e6) }),
  ];
  return (
    <Text size="xs" c="dimmed" mt={4} data-figures>
      {figures.filter(Boolean).join(" · ")}
    </Text>
  );
}
