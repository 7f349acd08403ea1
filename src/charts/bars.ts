import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, rowHeight, settings} from "./chart.js";
import {key, keyMarks, outlined} from "./key.js";
import {linear} from "./scale.js";
import {boxOf, ellipsis, type Label, overlap, textWidth, within} from "./text.js";

/** One item of a ranking, with its value of the year before where there is one. */
export interface BarRow {
  item: string;
  value: number;
  previous?: number | null;
  /** Text at the end of the bar; by default 61 → 76场次, or the value. */
  text?: string;
  /** No item of the ranking: blank cells, the rest, or a total. */
  quiet?: boolean;
  /** The one spoken of, in this year's colour; where none is, the first. */
  named?: boolean;
  tip?: string;
}

export interface BarsSpec extends NumberSpec {
  /** How many items are shown by themselves; the others become one. By default all. */
  top?: number;
  /** Makes one row of the others. By default their sum; null for values that do not add: they are then left out. */
  rest?: ((others: BarRow[]) => BarRow) | null;
  /** What the bars and the markers are: 2024年, 2023年. */
  now?: string;
  previous?: string;
  /** The year of the bars is not over: they are drawn as outlines. */
  unfinished?: boolean;
}

/** Horizontal grey bars in the order given, the one spoken of in colour, the year before as a marker on the same scale. */
export function bars(rows: BarRow[], spec: BarsSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format} = spec;
  const listed = shorten(rows, spec);
  const some = listed.some(d => d.named);
  const shown = listed.map((d, i) => ({...d, named: some ? Boolean(d.named) : i === 0 && !d.quiet}));
  const text = (d: BarRow) =>
    d.text ??
    (d.previous === undefined || d.previous === null ? format(d.value) : `${plain(d.previous)} → ${format(d.value)}`);

  const itemWidth = Math.max(...shown.map(d => textWidth(d.item)));
  const lead = shown[0];
  const room = (d: BarRow) => textWidth(text(d), {bold: d.named});
  const textRoom = Math.max(...shown.map(room));
  // Where items and values leave too little for the bars, the item stands above its bar.
  const stacked = width - itemWidth - textRoom - 20 < width * 0.35;
  const marginLeft = stacked ? 1 : Math.ceil(itemWidth) + 10;
  const marked = shown.some(d => d.previous !== undefined && d.previous !== null);
  const header = marked && (spec.now || spec.previous) ? 20 : 4;
  const entries = [
    {text: spec.now ?? "", fill: theme.past, open: spec.unfinished},
    {text: spec.previous ?? "", fill: theme.ink, thin: true}
  ];
  const head = key(
    entries.filter(d => d.text),
    width,
    theme
  );
  const fill = set.height === undefined ? undefined : set.height - header - 4;
  const row = stacked ? rowHeight(40, shown.length, fill, 34) : rowHeight(27, shown.length, fill, 16);
  const thick = stacked || row <= 27 ? Math.min(14, row - 4) : Math.min(20, Math.round(row * 0.52));
  const height = Math.round(header + shown.length * row + 4);
  const middle = (i: number) => header + i * row + (stacked ? row - 13 : row / 2);

  // The scale is as long as the longest bar and its text allow together.
  const reach = (d: BarRow) => Math.max(d.value, d.previous ?? 0);
  const largest = Math.max(...shown.map(reach)) || 1;
  const length = Math.min(...shown.map(d => (width - marginLeft - room(d) - 10) / Math.max(reach(d) / largest, 0.05)));
  const x = linear([0, largest], [marginLeft, marginLeft + Math.max(20, Math.min(length, width - marginLeft - 1))]);

  const labels: Label[] = [];
  for (const [i, d] of shown.entries()) {
    labels.push(
      stacked
        ? {x: 0, y: middle(i) - 17, text: ellipsis(d.item, width)}
        : {x: marginLeft - 8, y: middle(i), text: d.item, anchor: "end"}
    );
    labels.push({x: x(reach(d)) + 7, y: middle(i), text: text(d), fill: theme.ink, bold: d.named});
  }
  if (marked && lead && !stacked) {
    const now: Label = {x: marginLeft, y: header - 10, text: spec.now ?? "", fill: theme.mute};
    const previous: Label = {
      x: x(lead.previous ?? 0),
      y: header - 10,
      text: spec.previous ?? "",
      anchor: "middle",
      fill: theme.ink
    };
    const moved = overlap(boxOf(now), boxOf(previous), 8)
      ? {...previous, x: boxOf(now).x2 + 12, anchor: "start" as const}
      : previous;
    labels.push(now, within(moved, 0, width));
  } else if (marked) {
    // The key stands alone above, as the item takes the place next to the first bar.
    labels.push(...head.labels);
  }

  const data = shown.map((d, i) => ({...d, y1: middle(i) - thick / 2, y2: middle(i) + thick / 2}));
  const before = data.filter(d => d.previous !== undefined && d.previous !== null);
  const color = (d: BarRow) => (d.named ? theme.now : d.quiet ? theme.rule : theme.past);
  const tip = (d: BarRow) => d.tip ?? `${d.item} ${text(d)}`;
  return draw(spec, set, {
    height,
    x,
    marks: [
      Plot.rect(data, {
        x1: 0,
        x2: "value",
        y1: "y1",
        y2: "y2",
        ...(spec.unfinished ? outlined(theme, color) : {fill: color}),
        title: tip
      } as Plot.RectOptions),
      ...[
        {stroke: theme.paper, strokeWidth: 5},
        {stroke: theme.ink, strokeWidth: 2.25}
      ].map(pen => Plot.ruleX(before, {x: "previous", y1: "y1", y2: "y2", insetTop: -3, insetBottom: -3, ...pen})),
      ...(stacked ? [] : [Plot.ruleX([0], {stroke: theme.mute, y1: header, y2: height})]),
      ...(stacked && marked ? keyMarks(head.swatches, theme) : [])
    ],
    labels
  });
}

function shorten(rows: BarRow[], {top = Infinity, rest = sum}: BarsSpec): BarRow[] {
  if (rows.length <= top + 1) return rows;
  const others = rows.slice(top);
  return [...rows.slice(0, top), ...(rest ? [rest(others)] : [])];
}

function sum(others: BarRow[]): BarRow {
  const known = others.every(d => d.previous !== undefined && d.previous !== null);
  return {
    item: `其余${others.length}项`,
    value: others.reduce((total, d) => total + d.value, 0),
    previous: known ? others.reduce((total, d) => total + d.previous!, 0) : null,
    quiet: true
  };
}
