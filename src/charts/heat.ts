import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, settings} from "./chart.js";
import {cells} from "./scale.js";
import {ellipsis, type Label, lineHeight, textWidth, wrap} from "./text.js";
import {inkOn, tint} from "./theme.js";

/** One item under one column; null where there is no value. */
export interface HeatRow {
  item: string;
  column: string;
  value: number | null;
  tip?: string;
}

export interface HeatSpec extends NumberSpec {
  /** In order; by default in order of appearance. */
  items?: string[];
  columns?: string[];
}

/** Characters of a column's name that stand below one another where it does not fit beside its neighbours. */
const tall = 9;

/**
 * Items by columns of any kind as a table of numbers, the larger on a stronger tint, the largest in this year's colour.
 * Columns that do not fit are left out.
 */
export function heat(rows: HeatRow[], spec: HeatSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format} = spec;
  const items = spec.items ?? [...new Set(rows.map(d => d.item))];
  const all = spec.columns ?? [...new Set(rows.map(d => d.column))];
  const number = Math.max(18, ...rows.map(d => (d.value === null ? 0 : textWidth(plain(d.value)) + 4)));
  const longest = Math.ceil(Math.max(...items.map(item => textWidth(item))));
  const itemWidth = Math.floor(Math.min(longest, Math.max(72, width * 0.3)));
  const left = itemWidth + 10;
  const columns = all.slice(0, Math.max(1, Math.floor((width - left) / number)));
  const column = Math.min((width - left) / columns.length, 120);
  const upright = columns.some(name => textWidth(name) > column - 6);
  const names = columns.map(name =>
    upright
      ? ((name.length > tall ? `${name.slice(0, tall - 1)}…` : name).match(/\d+|./gu) ?? [])
      : [ellipsis(name, column - 4)]
  );
  const top = Math.max(...names.map(lines => lines.length)) * lineHeight + 6;
  const labelled = items.map(item => wrap(item, itemWidth));
  const rowHeight = labelled.some(lines => lines.length > 1) ? 34 : 24;
  const height = top + items.length * rowHeight + 1;
  const most = Math.max(1e-9, ...rows.map(d => d.value ?? 0));
  const named = rows.filter(d => d.value === most).length <= 3;
  const found = new Map(rows.map(d => [`${d.item}\n${d.column}`, d]));
  const values = items.flatMap((item, i) =>
    columns.map((name, j) => {
      const row = found.get(`${item}\n${name}`);
      const value = row?.value ?? null;
      return {
        ...{i, j, value, fill: tint(theme, (value ?? 0) / most, named && value === most ? theme.now : theme.prev)},
        tip: value === null ? null : (row!.tip ?? `${item} ${name} ${format(value)}`)
      };
    })
  );
  const labels: Label[] = [
    ...labelled.flatMap((lines, i) =>
      lines.map((text, k): Label => {
        const y = top + (i + 0.5) * rowHeight + (k - (lines.length - 1) / 2) * 14.5;
        return {x: itemWidth, y, text, anchor: "end"};
      })
    ),
    ...names.flatMap((lines, j) =>
      lines.map((text, k): Label => {
        const y = top - 4 - (lines.length - k - 0.5) * lineHeight;
        return {x: left + (j + 0.5) * column, y, text, anchor: "middle", fill: theme.mute};
      })
    ),
    ...values.map((d): Label => {
      const fill = d.value === null ? theme.mute : inkOn(d.fill, theme);
      const text = d.value === null ? "—" : plain(d.value);
      return {x: left + (d.j + 0.5) * column, y: top + (d.i + 0.5) * rowHeight, text, anchor: "middle", fill};
    })
  ];
  return draw(spec, set, {
    height,
    x: cells(columns.length, left, column),
    y: cells(items.length, top, rowHeight),
    marks: [
      Plot.rect(values, {
        ...{x1: "j", x2: d => d.j + 1, y1: "i", y2: d => d.i + 1, inset: 0.5},
        ...{fill: "fill", title: "tip"}
      })
    ],
    labels
  });
}
