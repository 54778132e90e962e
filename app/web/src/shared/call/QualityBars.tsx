import { useTranslation } from "react-i18next";
import type { QualityWord } from "../media/quality";
import classes from "./VideoTile.module.css";

const BARS: Record<QualityWord, number> = { good: 3, fair: 2, poor: 1 };

interface QualityBarsProps {
  word: QualityWord;
  /** Beside a text that says the same. */
  silent?: boolean;
}

/** Three bars for the line; the word is their name. */
export function QualityBars({ word, silent = false }: QualityBarsProps) {
  const { t } = useTranslation("call");
  const named = { role: "img", "aria-label": t(`quality.${word}`), title: t(`quality.${word}`) };
  return (
    <span className={classes.bars} data-word={word} {...(silent ? { "aria-hidden": true } : named)}>
      {[1, 2, 3].map((bar) => (
        <span key={bar} data-on={bar <= BARS[word] || undefined} />
      ))}
    </span>
  );
}
