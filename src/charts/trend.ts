import * as Plot from "@observablehq/plot";
import {axisLabels, axisWidth, grid} from "./axis.js";
import {type ChartOptions, draw, type NumberSpec, settings, usualHeight} from "./chart.js";
import {type Choice, place} from "./place.js";
import {px} from "./px.js";
import {linear, nice} from "./scale.js";
import {boxOf, type Label, relax, textWidth, within} from "./text.js";
import {mix, type Theme} from "./theme.js";
import {noteLabels, valueLabels, yearLabels} from "./trend-labels.js";

/** One value of one series in one year; null where there is none. */
export interface TrendRow {
  year: number;
  value: number | null;
  /** Which line; may be left out when there is only one. */
  series?: string;
  /** Text of the tooltip. */
  tip?: string;
}

export interface TrendSpec extends NumberSpec {
  /** The lines in order, the one spoken of first; by default the series in order of appearance. */
  series?: string[];
  /** Whether the axis starts at zero: true for counts, false for rates. */
  zero?: boolean;
  /** The largest possible value, 1 for rates: no axis beyond it. */
  max?: number;
  /** Years whose session was the first of a new term. */
  newTerms?: number[];
  /** The last year while it is not over, with what to write under it: 截至10月31日. */
  unfinished?: {year: number; label: string};
  /** The targets of single years, each with its label: a short line at its height over its year. */
  goals?: {year: number; value: number; label: string}[];
  /** Marks of notes, ①: at the point of a series in a year, or at the year where the series is null. */
  notes?: {year: number; series: string | null; mark: string}[];
}

/** Colour of the nth line, and of its label, which must be readable. */
export function seriesColors(theme: Theme, index: number): {line: string; text: string} {
  if (index === 0) return {line: theme.now, text: theme.now};
  if (index === 1) return {line: theme.prev, text: theme.prev};
  if (index === 2) return {line: theme.past, text: theme.mute};
  return {line: mix(theme.prev, theme.paper, 0.45), text: theme.mute};
}

/** Lines over the years, labelled at their ends; one row = one series in one year. */
export function trend(rows: TrendRow[], spec: TrendSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {
    format,
    plain = format,
    zero = true,
    max = Infinity,
    newTerms = [],
    unfinished,
    goals = [],
    notes: remarks = []
  } = spec;
  const names = spec.series ?? [...new Set(rows.map(d => d.series ?? ""))];
  const years = [...new Set(rows.map(d => d.year))].sort((a, b) => a - b);
  const lines = names.map((name, i) => ({
    name,
    colors: seriesColors(theme, i),
    points: years.map(year => rows.find(d => d.year === year && (d.series ?? "") === name) ?? {year, value: null})
  }));
  const known = [...rows.flatMap(d => (d.value === null ? [] : [d.value])), ...goals.map(d => d.value)];
  const {domain, ticks} = yDomain(known, zero, max);
  const terms = newTerms.filter(year => year > years[0]! && year <= years.at(-1)!);

  // A long end label takes two lines where the chart is narrow.
  const ends = lines.flatMap(line => {
    const last = line.points.findLast(d => d.value !== null);
    return last ? [{line, last, parts: [line.name, format(last.value!)].filter(Boolean)}] : [];
  });
  const oneLine = Math.max(0, ...ends.map(d => textWidth(d.parts.join(" "), {bold: true})));
  const stacked = oneLine > width / 5 && ends.some(d => d.parts.length > 1);
  const endWidth = stacked
    ? Math.max(0, ...ends.flatMap(d => d.parts.map(part => textWidth(part, {bold: true}))))
    : oneLine;

  const marginLeft = axisWidth(ticks, plain);
  const marginRight = Math.ceil(endWidth) + 12;
  const raised = !zero && domain[0] !== 0;
  const marginTop = terms.length ? 38 : 22;
  // Under the years one line for both notes, unless they would meet.
  const notes = Number(Boolean(unfinished)) + Number(raised);
  const marginBottom = 26 + 16 * (years.length > 1 ? Math.min(1, notes) : notes);
  const height = set.height ?? usualHeight(width) + marginBottom - 26;
  const inset = 18;
  const plotRight = width - marginRight;
  const x = linear(
    [years[0]!, Math.max(years.at(-1)!, years[0]! + 1)],
    [marginLeft + inset, Math.max(marginLeft + inset + 1, plotRight)]
  );
  const y = linear(domain, [height - marginBottom, marginTop]);
  const at = (d: TrendRow) => ({x: x(d.year), y: y(d.value!)});
  const open = (d: TrendRow) => d.year === unfinished?.year;

  const labels = axisLabels(ticks, {y, left: marginLeft, plain, theme});
  if (raised) labels.push({x: 0, y: height - 9, text: "纵轴不从零起", fill: theme.mute});
  if (unfinished && years.includes(unfinished.year)) {
    const under: Label = {
      x: x(unfinished.year),
      y: height - marginBottom + 33,
      text: unfinished.label,
      anchor: "middle",
      fill: theme.mute
    };
    labels.push(within(under, 0, width));
  }
  const noted = noteLabels(remarks, lines, at, {x1: 0, y1: 16, x2: width, y2: height - marginBottom});
  labels.push(...noted.placed, ...yearLabels(years, x, height - marginBottom + 15, set, noted.rest));
  for (const year of terms) labels.push({x: x(year - 0.5) + 4, y: 8, text: "新一届", fill: theme.mute});

  const size = stacked ? 2 : 1;
  const gap = size * 15 + (stacked ? 3 : 0);
  const half = (size * 15) / 2;
  const ys = relax(
    ends.map(d => y(d.last.value!)),
    gap,
    half,
    height - marginBottom - half + 8
  );
  for (const [i, {line, last, parts}] of ends.entries())
    for (const [k, text] of (stacked ? parts : [parts.join(" ")]).entries()) {
      const shift = stacked ? (k - (parts.length - 1) / 2) * 15 : 0;
      labels.push({x: x(last.year) + 9, y: ys[i]! + shift, text, fill: line.colors.text, bold: line === lines[0]});
    }

  const paths = lines.map(line => line.points.filter(d => d.value !== null).map(at));
  const first = lines[0]?.points.filter(d => d.value !== null) ?? [];
  const widest = Math.max(0, ...first.map(d => textWidth(plain(d.value!), {bold: true})));
  const roomy =
    years.length <= 6 && (years.length < 2 || x(years[1]!) - x(years[0]!) > (widest + 14) * (years[1]! - years[0]!));
  const values = valueLabels(first, roomy, at, plain, theme, lines.length > 1);
  const bounds = {x1: 0, y1: terms.length ? 16 : 0, x2: width, y2: height - marginBottom};
  // A target stands half a year to either side of its year, within the axis; its label where there is room.
  const axisLeft = marginLeft;
  const lengths = goals.map(d => ({
    ...d,
    x1: Math.max(axisLeft, x(d.year - 0.42)),
    x2: Math.max(axisLeft + 1, Math.min(x(d.year + 0.42), x(years.at(-1)!) + 5)),
    py: y(d.value)
  }));
  const goalTexts = lengths
    .filter((d, i) => i === lengths.length - 1 || lengths[i + 1]!.label !== d.label)
    // The last target is the one in force: it is named first.
    .reverse()
    .map(
      ({x2, py, label: text}): Choice =>
        [-9, 10, -24, 25, -38, 39].map(dy =>
          within({x: x2, y: py + dy, text, anchor: "end", fill: theme.goal}, 0, width)
        )
    );
  const goalPaths = lengths.map(d => [
    {x: d.x1, y: d.py},
    {x: d.x2, y: d.py}
  ]);
  labels.push(...place([...goalTexts, ...values], bounds, labels.map(boxOf), [...paths, ...goalPaths]));

  const marks: Plot.Markish[] = [
    grid(ticks, theme),
    Plot.ruleX(
      terms.map(year => year - 0.5),
      {stroke: theme.mute, strokeDasharray: "3 3", insetTop: -30}
    ),
    ...(lengths.length
      ? [
          Plot.link(lengths, {
            ...{x1: px(d => d.x1), x2: px(d => d.x2), y: "value"},
            stroke: theme.goal,
            strokeWidth: 1.75,
            title: (d: (typeof lengths)[number]) => `${d.year}年${d.label}`
          } as Plot.LinkOptions)
        ]
      : [])
  ];
  for (const line of [...lines].reverse()) {
    const focus = line === lines[0];
    const strokeWidth = focus ? 2.25 : 1.75;
    const finished = line.points.map(d => (open(d) ? {...d, value: null} : d));
    const dots = line.points.filter(d => d.value !== null);
    const tail = dots.filter(d => d.year >= (unfinished?.year ?? Infinity) - 1);
    marks.push(Plot.line(finished, {x: "year", y: "value", stroke: line.colors.line, strokeWidth}));
    if (tail.some(open))
      marks.push(
        Plot.line(tail, {x: "year", y: "value", stroke: line.colors.line, strokeWidth, strokeDasharray: "4 3"})
      );
    marks.push(
      Plot.dot(dots, {
        x: "year",
        y: "value",
        r: focus ? 3.5 : 2.75,
        fill: d => (open(d) ? theme.paper : line.colors.line),
        stroke: line.colors.line,
        strokeWidth: 1.5,
        title: d => d.tip ?? [`${d.year}年`, line.name, format(d.value!)].filter(Boolean).join(" ")
      })
    );
  }
  return draw(spec, set, {height, marginLeft, marginRight, marginTop, marginBottom, x, y, marks, labels});
}

/** From zero, or around the values with room, so that small differences of rates stay small. */
function yDomain(values: number[], zero: boolean, max: number) {
  const hi = Math.max(...values);
  const lo = Math.min(...values);
  const whole = values.every(Number.isInteger);
  if (zero || lo <= 0) return nice(Math.min(0, lo), hi || 1, 3, {whole, max});
  const room = Math.max((hi - lo) * 0.25, hi * 0.02);
  return nice(Math.max(0, lo - room), Math.min(max, hi + room), 3, {max});
}
