import * as Plot from "@observablehq/plot";
import {axisLabels, axisWidth, grid} from "./axis.js";
import {type ChartOptions, draw, type NumberSpec, settings, usualHeight} from "./chart.js";
import {outlined} from "./key.js";
import {px} from "./px.js";
import {linear, nice} from "./scale.js";
import {boxOf, type Label, textWidth, within} from "./text.js";

/** The items from one bound (included) to another (excluded); the last bin may be open: `to` null. */
export interface BinRow {
  from: number;
  to: number | null;
  value: number;
  previous?: number | null;
  /** How many of the value were late; without it, a deadline tells. */
  late?: number;
  tip?: string;
}

export interface DistributionSpec extends NumberSpec {
  /** How a bound prints on the axis: 90天. */
  bound: (value: number) => string;
  /** The line between in time and late, with its label. */
  deadline?: {at: number; label: string; late?: string};
  /** What the late ones are called where no line parts them from the others. */
  late?: string;
  /** A value spoken of, such as the median: its bin is in colour. */
  named?: number;
  now?: string;
  previous?: string;
  /** The bars are of a year that is not over. */
  unfinished?: boolean;
}

/** A histogram in grey, its named bin in colour, late ones on top in the warning colour, the year before as an outline. */
export function distribution(rows: BinRow[], spec: DistributionSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, bound, deadline} = spec;
  const size = (rows[0]?.to ?? rows[0]!.from + 1) - rows[0]!.from;
  const bins = rows.map(d => ({...d, end: d.to ?? d.from + size}));
  const marked = rows.some(d => d.previous !== undefined && d.previous !== null);
  const {domain, ticks} = nice(0, Math.max(1, ...rows.map(d => Math.max(d.value, d.previous ?? 0))), 3, {whole: true});
  const marginLeft = axisWidth(ticks, plain);
  const marginTop = (marked ? 22 : 0) + 42;
  const marginBottom = 26;
  const height = set.height ?? usualHeight(width);
  const first = bins[0]!.from;
  const end = bins.at(-1)!.end;
  const x = linear([first, end], [marginLeft + 2, width - 12]);
  const y = linear(domain, [height - marginBottom, marginTop]);

  const labels = axisLabels(ticks, {y, left: marginLeft, plain, theme});
  // Bounds that stand on the axis: of the bins, as many as fit, counted from zero so that the deadline is among them.
  const room = textWidth(bound(end)) + 14;
  const perBin = x(first + size) - x(first);
  const every = [1, 2, 3, 5, 6, 10, 12, 15, 20, 30].find(k => k * perBin >= room) ?? bins.length;
  for (const [i, bin] of bins.entries())
    if (i % every === 0)
      labels.push(
        within(
          {x: x(bin.from), y: height - marginBottom + 15, text: bound(bin.from), anchor: "middle", fill: theme.mute},
          0,
          width
        )
      );
  const lastBound = bins.at(-1)!.to;
  if (lastBound !== null && bins.length % every === 0)
    labels.push(
      within({x: x(end), y: height - marginBottom + 15, text: bound(end), anchor: "middle", fill: theme.mute}, 0, width)
    );
  if (marked) {
    const now: Label = {x: marginLeft + 16, y: 8, text: spec.now ?? "", fill: theme.mute};
    labels.push(now, {x: boxOf(now).x2 + 32, y: 8, text: spec.previous ?? "", fill: theme.prev});
  }
  const named = (d: (typeof bins)[number]) => spec.named !== undefined && d.from <= spec.named && spec.named < d.end;
  const late = (d: BinRow) => d.late ?? (deadline !== undefined && d.from >= deadline.at ? d.value : 0);
  const stacks = bins.flatMap(d => [
    {...d, low: 0, high: d.value - late(d), fill: named(d) ? theme.now : theme.past},
    {...d, low: d.value - late(d), high: d.value, fill: theme.goal}
  ]);
  const limitTop = marked ? 24 : 2;
  if (deadline) {
    const at = x(deadline.at);
    const texts_ = [deadline.label, deadline.late ?? ""].filter(Boolean);
    const fits = at + 6 + Math.max(...texts_.map(text => textWidth(text))) < width;
    for (const [k, text] of texts_.entries())
      labels.push({
        x: fits ? at + 6 : at - 6,
        y: limitTop + 8 + k * 15,
        text,
        anchor: fits ? "start" : "end",
        fill: theme.goal,
        bold: k === 1
      });
  }
  const keyed = !deadline && spec.late && bins.some(d => late(d) > 0) ? spec.late : "";
  if (keyed) labels.push({x: marginLeft + 16, y: limitTop + 8, text: keyed, fill: theme.goal, bold: true});
  // The outline of the year before, as one path of steps.
  const outline = bins.flatMap(d => [
    {x: d.from, y: d.previous ?? 0},
    {x: d.end, y: d.previous ?? 0}
  ]);
  // Bins are parted by 2 px, where they are wide enough for it.
  const gap = Math.min(1, ...bins.map(d => (x(d.end) - x(d.from)) / 4));
  const color = (d: {fill: string}) => d.fill;
  const paint = spec.unfinished ? outlined(theme, color) : {fill: color};
  const at = {x: px((d: {x: number}) => d.x), y: px((d: {y: number}) => d.y)};
  return draw(spec, set, {
    height,
    ...{marginLeft, marginRight: 12, marginTop, marginBottom, x, y},
    marks: [
      grid(ticks, theme),
      Plot.rect(
        stacks.filter(d => d.high > d.low || (d.value === 0 && d.low === 0 && d.fill !== theme.goal)),
        {
          x1: "from",
          x2: "end",
          y1: "low",
          y2: "high",
          insetLeft: gap,
          insetRight: gap,
          ...paint,
          title: (d: BinRow) =>
            d.tip ?? `${bound(d.from)}${d.to === null ? "以上" : `—${bound(d.to)}`} ${format(d.value)}`
        } as Plot.RectOptions
      ),
      ...(marked
        ? [
            Plot.line(outline, {x: "x", y: "y", stroke: theme.paper, strokeWidth: 3.5}),
            Plot.line(outline, {x: "x", y: "y", stroke: theme.prev, strokeWidth: 1.75}),
            Plot.rect([0], {
              x1: px(() => marginLeft + 1),
              x2: px(() => marginLeft + 11),
              y1: px(() => 3),
              y2: px(() => 13),
              ...(spec.unfinished ? outlined(theme, () => theme.past) : {fill: theme.past})
            } as Plot.RectOptions),
            Plot.line(
              [0, 14].map(dx => ({x: textWidth(spec.now ?? "") + marginLeft + 29 + dx, y: 8})),
              {...at, stroke: theme.prev, strokeWidth: 1.75} as Plot.LineOptions
            )
          ]
        : []),
      ...(keyed
        ? [
            Plot.rect([0], {
              x1: px(() => marginLeft + 1),
              x2: px(() => marginLeft + 11),
              y1: px(() => limitTop + 3),
              y2: px(() => limitTop + 13),
              ...(spec.unfinished ? outlined(theme, () => theme.goal) : {fill: theme.goal})
            } as Plot.RectOptions)
          ]
        : []),
      ...(deadline
        ? [Plot.ruleX([deadline.at], {stroke: theme.goal, strokeWidth: 1.5, insetTop: limitTop - marginTop})]
        : [])
    ],
    labels
  });
}
