import { useComputedColorScheme } from "@mantine/core";
import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Quality } from "./CallQuality";
import { chartOption } from "./chartOption";
import classes from "./quality.module.css";

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, CanvasRenderer]);

/** Latency above, loss below, a line for each participant and one for the limit. */
export default function QualityChart({ quality }: { quality: Quality }) {
  const { t } = useTranslation("quality");
  const place = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme("light") === "dark";
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    const names = { latency: t("call.latencyAxis"), loss: t("call.lossAxis") };
    chart.setOption(chartOption(quality, names, dark));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [quality, t, dark]);
  return <div ref={place} className={classes.chart} role="img" aria-label={t("call.chart")} />;
}
