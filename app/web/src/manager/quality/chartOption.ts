import type { Quality } from "./CallQuality";

type Measure = "rtt_ms" | "loss_percent";
interface Names {
  readonly latency: string;
  readonly loss: string;
}

// Told apart without red and green, which mean states here.
const COLOURS = ["#2f6fde", "#b35c00", "#6b4fbb", "#00786f", "#a3316f", "#5a6472"];

/** What ECharts draws: two grids on one axis of time. */
export function chartOption(quality: Quality, names: Names, dark: boolean) {
  const ink = dark ? "#c9ced6" : "#4b5563";
  const rule = dark ? "#3a3f47" : "#e5e7eb";
  const axis = { axisLabel: { color: ink }, axisLine: { lineStyle: { color: rule } } };
  const value = (gridIndex: number) => ({
    gridIndex,
    type: "value",
    min: 0,
    splitNumber: 3,
    axisLabel: { color: ink },
    splitLine: { lineStyle: { color: rule } },
  });
  return {
    animation: false,
    color: COLOURS,
    legend: { type: "scroll", bottom: 0, textStyle: { color: ink } },
    title: [
      { text: names.latency, top: 0, textStyle: { fontSize: 12, color: ink } },
      { text: names.loss, top: 118, textStyle: { fontSize: 12, color: ink } },
    ],
    grid: [
      { top: 24, height: 68, left: 44, right: 12 },
      { top: 142, height: 56, left: 44, right: 12 },
    ],
    xAxis: [
      { ...axis, gridIndex: 0, type: "time", axisLabel: { show: false } },
      { ...axis, gridIndex: 1, type: "time" },
    ],
    yAxis: [value(0), value(1)],
    series: [
      ...lines(quality, "rtt_ms", 0, quality.limits.latency),
      ...lines(quality, "loss_percent", 1, quality.limits.loss),
    ],
  };
}

function lines(quality: Quality, measure: Measure, grid: number, limit: number) {
  return quality.participants.map(({ participant, minutes }, index) => ({
    type: "line",
    name: participant.name,
    xAxisIndex: grid,
    yAxisIndex: grid,
    color: COLOURS[index % COLOURS.length],
    showSymbol: minutes.length < 3,
    data: minutes.map((minute) => [minute.minute, minute[measure]]),
    markLine: index === 0 ? limitLine(limit) : undefined,
  }));
}

function limitLine(limit: number) {
  return {
    silent: true,
    symbol: "none",
    label: { show: false },
    lineStyle: { type: "dashed", color: "#c2410c" },
    data: [{ yAxis: limit }],
  };
}
