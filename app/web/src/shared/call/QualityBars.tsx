import { useTranslation } from "react-i18next";
import type { QualityWord } from "../media/quality";
import classes from "./VideoTile.module.css";

const BARS: Record<QualityWord, number> = { good: 3, fair: 2, poor: 1 };

/** Three bars for the line; the word is their name. */
export function QualityBars({ word }: { word: QualityWord }) {
  const { t } = useTranslation("call");
  return (
    <span
      className={classes.bars}
      data-word={word}
      role="img"
      aria-label={t(`quality.${word}`)}
      title={t(`quality.${word}`)}
    >
      {[1, 2, 3].map((bar) => (
        <span key={bar} data-on={bar <= BARS[word] || undefined} />
      ))}
    </span>
  );
}
