import { useComputedColorScheme, useMantineTheme, VisuallyHidden } from "@mantine/core";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { monthName } from "../shared/format";
import classes from "./Growth.module.css";

use([BarChart, LineChart, GridComponent, CanvasRenderer]);

export type Point = [month: string, value: number];

interface SparklineProps {
  label: string;
  points: Point[];
  /** A value as people read it. */
  text: (value: number) => string;
  bars?: boolean;
}

function option(points: Point[], bars: boolean, color: string) {
  const data = points.map(([, value]) => value);
  const series = bars
    ? { type: "bar", barMinHeight: 1, barCategoryGap: "30%", data }
    : { type: "line", showSymbol: false, areaStyle: { opacity: 0.12 }, lineStyle: { width: 2 }, data };
  return {
    animation: false,
    color: [color],
    grid: { top: 3, right: 3, bottom: 3, left: 3 },
    xAxis: { type: "category", show: false, boundaryGap: bars, data: points.map(([month]) => month) },
    yAxis: { type: "value", show: false, min: 0 },
    series: [{ silent: true, ...series }],
  };
}

/** A course of months without axes; whoever cannot see it reads its first and its last value. */
export default function Sparkline({ label, points, text, bars = false }: SparklineProps) {
  const place = useRef<HTMLDivElement>(null);
  const dark = useComputedColorScheme("light") === "dark";
  const { colors, primaryColor } = useMantineTheme();
  const color = colors[primaryColor]?.[dark ? 4 : 6] ?? "";
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current);
    chart.setOption(option(points, bars, color));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [points, bars, color]);
  const said = points.map(([month, value]) => `${monthName(month)}: ${text(value)}`).join("; ");
  return (
    <div className={classes.course} title={label}>
      <div ref={place} style={{ height: "100%" }} role="img" aria-label={label} />
      <VisuallyHidden>{said}</VisuallyHidden>
    </div>
  );
}
