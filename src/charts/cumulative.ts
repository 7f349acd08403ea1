import * as Plot from "@observablehq/plot";
import {axisLabels, axisWidth, grid} from "./axis.js";
import {type ChartOptions, draw, type NumberSpec, settings, usualHeight} from "./chart.js";
import {type Choice, place} from "./place.js";
import {linear, nice} from "./scale.js";
import {boxOf, type Label, relax, textWidth, within} from "./text.js";

/** What one month added; a month without a row added nothing. */
export interface MonthRow {
  year: number;
  month: number;
  value: number;
  tip?: string;
}

export interface CumulativeSpec extends NumberSpec {
  /** The year spoken of, and the one it is compared with: the year before where absent. */
  year: number;
  versus?: number;
  /** The last month of a year, where it is not that of its last row. */
  through?: Record<number, number>;
  /** The year that is not over, where every year is cut at the same point: named 同期, its last piece dashed. */
  unfinished?: {year: number};
}

/** Running totals through the year: this year, the year before, and the older ones as thin lines. */
export function cumulative(rows: MonthRow[], spec: CumulativeSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, year, versus = year - 1, through = {}} = spec;
  const years = [...new Set(rows.map(d => d.year))].sort((a, b) => b - a);
  const lines = years.map(y => ({year: y, points: running(rows, y, through[y])}));
  const now = lines.find(d => d.year === year);
  const before = lines.find(d => d.year === versus);
  const older = lines.filter(d => d !== now && d !== before);
  const last = (line: (typeof lines)[number]) => line.points.at(-1)!;

  const {domain, ticks} = nice(0, Math.max(1, ...lines.map(d => last(d).value)), 3, {whole: true});
  const named = [now, before].filter(d => d !== undefined);
  const same = spec.unfinished ? "同期" : "";
  const say = (line: (typeof lines)[number]) => `${line.year}年${same} ${format(last(line).value)}`;
  const olderYears = older.map(d => d.year);
  const olderText =
    older.length === 0
      ? ""
      : older.length === 1
        ? `${olderYears[0]}年${same}`
        : `${olderYears.at(-1)}—${olderYears[0]}年${same}`;
  const stacked = Math.max(0, ...named.map(d => textWidth(say(d), {bold: d === now}))) > width / 5;
  const parts = (line: (typeof lines)[number]) => (stacked ? say(line).split(" ") : [say(line)]);
  const endWidth = Math.max(
    textWidth(olderText),
    ...named.flatMap(d => parts(d).map(part => textWidth(part, {bold: d === now})))
  );

  const marginLeft = axisWidth(ticks, plain);
  const marginRight = Math.ceil(endWidth) + 12;
  const marginTop = 16;
  const marginBottom = 26;
  const height = set.height ?? usualHeight(width);
  const x = linear([1, 12], [marginLeft + 12, width - marginRight]);
  const y = linear(domain, [height - marginBottom, marginTop]);

  const labels = axisLabels(ticks, {y, left: marginLeft, plain, theme});
  const every = x(2) - x(1) > textWidth("12月") + 6 ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] : [1, 3, 6, 9, 12];
  for (const month of every)
    labels.push(
      within(
        {x: x(month), y: height - marginBottom + 15, text: `${month}月`, anchor: "middle", fill: theme.mute},
        0,
        width
      )
    );

  const paths = lines.map(line => line.points.map(d => ({x: x(d.month), y: y(d.value)})));
  const gap = stacked ? 31 : 15;
  const sideLabels = (side: (typeof lines)[number][]): Label[] => {
    const mean = older.reduce((sum, d) => sum + last(d).value, 0) / older.length;
    const entries = [
      ...side.map(d => ({
        wish: y(last(d).value),
        lines: parts(d),
        fill: d === now ? theme.now : theme.prev,
        bold: d === now
      })),
      ...(older.length ? [{wish: y(mean), lines: [olderText], fill: theme.mute, bold: false}] : [])
    ];
    const wishes = entries.map(d => d.wish);
    const ys = relax(wishes, gap, gap / 2, height - marginBottom - gap / 2 + 8);
    return entries.flatMap((d, i) =>
      d.lines.map((text, k) => ({
        x: x(12) + 9,
        y: ys[i]! + (k - (d.lines.length - 1) / 2) * 15,
        text,
        fill: d.fill,
        bold: d.bold
      }))
    );
  };
  const choice = (line: (typeof lines)[number]): Choice => {
    const end = last(line);
    const spot = (dx: number, dy: number, anchor: Label["anchor"]): Label => ({
      x: x(end.month) + dx,
      y: y(end.value) + dy,
      text: say(line),
      anchor,
      fill: line === now ? theme.now : theme.prev,
      bold: line === now
    });
    const above = [spot(6, -13, "end"), spot(0, -26, "end")];
    const below = [spot(4, 14, "start"), spot(8, 24, "start")];
    const behind = named.some(d => d !== line && (d.points[end.month - 1]?.value ?? 0) > end.value);
    return behind ? [...below, ...above] : [...above, ...below];
  };
  // A year that is not over is named where its line stops; where there is no room, all stand at the side.
  const bounds = {x1: marginLeft, y1: 0, x2: width, y2: height - marginBottom};
  const open = named.filter(d => last(d).month < 11);
  const side = sideLabels(named.filter(d => !open.includes(d)));
  const inside = place(open.map(choice), bounds, [...labels, ...side].map(boxOf), paths);
  if (inside.length === open.length) labels.push(...side, ...inside);
  else labels.push(...sideLabels(named));

  const marks: Plot.Markish[] = [grid(ticks, theme)];
  for (const line of [...older].reverse())
    marks.push(Plot.line(line.points, {x: "month", y: "value", stroke: theme.past, strokeWidth: 1}));
  for (const line of [before, now]) {
    if (!line) continue;
    const stroke = line === now ? theme.now : theme.prev;
    const pen = {x: "month", y: "value", stroke, strokeWidth: line === now ? 2.25 : 1.5};
    // The month in which a year that is not over stops is not over either.
    const cut = line.year === spec.unfinished?.year && line.points.length > 1;
    marks.push(
      Plot.line(cut ? line.points.slice(0, -1) : line.points, pen),
      ...(cut ? [Plot.line(line.points.slice(-2), {...pen, strokeDasharray: "4 3"})] : []),
      Plot.dot(line.points, {
        x: "month",
        y: "value",
        r: 3.5,
        fill: cut ? theme.paper : stroke,
        fillOpacity: d => (d === last(line) ? 1 : 0),
        ...(cut
          ? {
              stroke,
              strokeWidth: 1.5,
              strokeOpacity: (d: MonthRow) => (d === last(line) ? 1 : 0)
            }
          : {}),
        title: d => d.tip ?? `${d.year}年${d.month === 1 ? "" : "1—"}${d.month}月 ${format(d.value)}`
      })
    );
  }
  return draw(spec, set, {height, marginLeft, marginRight, marginTop, marginBottom, x, y, marks, labels});
}

/** The running totals of a year, a row a month. */
function running(rows: MonthRow[], year: number, through?: number): MonthRow[] {
  const own = rows.filter(d => d.year === year);
  const months = through ?? Math.max(...own.map(d => d.month));
  let total = 0;
  return Array.from({length: months}, (_, i) => {
    const found = own.filter(d => d.month === i + 1);
    total += found.reduce((sum, d) => sum + d.value, 0);
    return {year, month: i + 1, value: total, ...(found[0]?.tip ? {tip: found[0].tip} : {})};
  });
}
