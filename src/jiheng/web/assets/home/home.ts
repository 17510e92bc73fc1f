// The chart of the first page: drawn of the table that stands there already, which stays for readers, keyboards and pages without scripts.
import { BarChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

/** A part of a bar, and the list behind it. */
interface Part { kind: string; name: string; number: number; address: string }
interface Bar { name: string; parts: Part[] }
interface Shown { bars: Bar[]; kinds: { kind: string; name: string }[] }

const BAR = 18;
const GAP = 12;
const EDGE = 8;
/** Names of bodies on narrow pages are cut after so many pixels. */
const NARROW = 110;
const WIDE = 190;

use([BarChart, GridComponent, TooltipComponent, SVGRenderer]);

function read(table: HTMLTableElement): Shown {
  const kinds = [...table.querySelectorAll<HTMLElement>("thead [data-kind]")].map((head) => ({ kind: head.dataset.kind ?? "", name: head.textContent?.trim() ?? "" }));
  const bars = [...table.querySelectorAll("tbody tr")].map((row) => ({
    name: row.querySelector("th")?.textContent?.trim() ?? "",
    parts: [...row.querySelectorAll<HTMLAnchorElement>("a[data-kind]")].map((link) => ({
      kind: link.dataset.kind ?? "",
      name: link.title,
      number: Number(link.dataset.number),
      address: link.href,
    })),
  }));
  return { bars, kinds };
}

/** A colour of the page, as its style has it now. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(shown: Shown, width: number): Parameters<ECharts["setOption"]>[0] {
  const ink = colour("--tblr-body-color");
  const series = shown.kinds.map(({ kind, name }) => ({
    type: "bar",
    stack: "way",
    name,
    barWidth: BAR,
    cursor: "pointer",
    itemStyle: { color: colour(`--bar-${kind}`), borderColor: colour("--tblr-bg-surface"), borderWidth: 1 },
    emphasis: { itemStyle: { borderColor: ink, borderWidth: 1.5 } },
    data: shown.bars.map((bar) => bar.parts.find((part) => part.kind === kind)?.number ?? 0),
  }));
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 0, right: 32, top: EDGE, bottom: EDGE, containLabel: true },
    xAxis: { type: "value", minInterval: 1, axisLabel: { show: false }, splitLine: { lineStyle: { color: colour("--tblr-border-color-translucent") } } },
    yAxis: {
      type: "category",
      inverse: true,
      data: shown.bars.map((bar) => bar.name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink, fontSize: 13, width: width < 600 ? NARROW : WIDE, overflow: "truncate" },
    },
    tooltip: {
      trigger: "item",
      confine: true,
      backgroundColor: colour("--tblr-bg-surface"),
      borderColor: colour("--tblr-border-color"),
      textStyle: { color: ink, fontSize: 13 },
    },
    series,
  };
}

function draw(chart: ECharts, shown: Shown): void {
  chart.resize({ height: shown.bars.length * (BAR + GAP) + 2 * EDGE });
  chart.setOption(options(shown, chart.getWidth()), true);
}

function start(place: HTMLElement, table: HTMLTableElement): void {
  const shown = read(table);
  if (!shown.bars.length) return;
  place.hidden = false;
  const chart = init(place, null, { renderer: "svg", height: shown.bars.length * (BAR + GAP) + 2 * EDGE });
  draw(chart, shown);
  chart.on("click", (press) => {
    const kind = shown.kinds[press.seriesIndex ?? -1]?.kind;
    const part = shown.bars[press.dataIndex]?.parts.find((each) => each.kind === kind);
    if (part) window.location.href = part.address;
  });
  const again = (): void => draw(chart, shown);
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  new ResizeObserver(again).observe(place);
  table.closest("details")?.removeAttribute("open");
}

const place = document.querySelector<HTMLElement>("[data-chart]");
const table = document.querySelector<HTMLTableElement>("[data-progress]");
if (place && table) start(place, table);
