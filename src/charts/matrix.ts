import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, rowHeight, settings} from "./chart.js";
import {cells} from "./scale.js";
import {type Label, textWidth, within, wrap} from "./text.js";
import {inkOn, tint} from "./theme.js";

/** One item in one year; null where there is no value. */
export interface MatrixRow {
  item: string;
  year: number;
  value: number | null;
  tip?: string;
}

export interface MatrixSpec extends NumberSpec {
  /** The items in order; by default in order of appearance. */
  items?: string[];
  /** The year spoken of, in bold; by default the last. */
  year?: number;
  /** The last year while it is not over. */
  unfinished?: {year: number; label: string};
  /** Years whose session was the first of a new term: a dashed line before each. */
  newTerms?: number[];
  /** Where the tint begins, of numbers that all lie far from zero; 0 where absent. */
  from?: number;
  /** What stands behind a year at its head, ①. */
  marks?: Readonly<Record<number, string>>;
}

/** Items by years as a table of numbers, the larger on a stronger tint. */
export function matrix(rows: MatrixRow[], spec: MatrixSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, unfinished, newTerms = [], marks = {}, from = 0} = spec;
  const items = spec.items ?? [...new Set(rows.map(d => d.item))];
  const all = [...new Set(rows.map(d => d.year))].sort((a, b) => a - b);
  const least = Math.max(
    textWidth("2024", {bold: true}) + 4,
    ...rows.map(d => (d.value === null ? 0 : textWidth(plain(d.value), {bold: true}) + 6))
  );
  const longest = Math.ceil(Math.max(...items.map(item => textWidth(item))));
  // On a narrow page the earliest years give way to numbers that would not fit; the table behind the chart has them.
  const room = Math.max(1, Math.floor((width - 10 - Math.min(longest, 72)) / least));
  const years = all.slice(-room);
  const focus = spec.year ?? years.at(-1)!;
  const itemWidth = Math.floor(
    Math.min(
      longest,
      Math.max(Math.min(longest, 72), Math.min(width - years.length * Math.max(least, 44) - 10, width * 0.35))
    )
  );
  const left = itemWidth + 10;
  const names = items.map(item => wrap(item, itemWidth));
  const terms = newTerms.filter(year => year > years[0]! && years.includes(year));
  const header = terms.length ? 16 : 0;
  const top = header + (unfinished ? 38 : 22);
  const fill = set.height === undefined ? undefined : set.height - top;
  const wrapped = names.some(lines => lines.length > 1);
  const row = wrapped ? rowHeight(34, items.length, fill, 32) : rowHeight(26, items.length, fill, 18);
  const height = Math.round(top + items.length * row);
  const column = Math.min((width - left) / years.length, 180);
  const most = Math.max(from + 1e-9, ...rows.map(d => d.value ?? 0));
  const shade = (value: number | null, year: number) =>
    tint(theme, value === null ? 0 : (value - from) / (most - from), year === focus ? theme.now : theme.prev);

  const values = items.flatMap((item, i) =>
    years.map((year, j) => {
      const found = rows.find(d => d.item === item && d.year === year);
      const value = found?.value ?? null;
      return {i, j, year, value, fill: shade(value, year), row: found};
    })
  );
  const labels: Label[] = [];
  for (const [i, lines] of names.entries())
    for (const [k, text] of lines.entries())
      labels.push({
        x: itemWidth,
        y: top + (i + 0.5) * row + (k - (lines.length - 1) / 2) * 14.5,
        text,
        anchor: "end"
      });
  const short = column < textWidth("2024年", {bold: true}) + 6;
  for (const [j, year] of years.entries()) {
    const bold = year === focus;
    const fill = bold ? theme.now : theme.mute;
    labels.push({
      x: left + (j + 0.5) * column,
      y: header + 9,
      text: `${year}${short ? "" : "年"}${marks[year] ?? ""}`,
      anchor: "middle",
      fill,
      bold
    });
  }
  for (const d of values)
    labels.push({
      x: left + (d.j + 0.5) * column,
      y: top + (d.i + 0.5) * row,
      text: d.value === null ? "—" : plain(d.value),
      anchor: "middle",
      fill: d.value === null ? theme.mute : inkOn(d.fill, theme),
      bold: d.year === focus
    });
  const open = unfinished ? years.indexOf(unfinished.year) : -1;
  if (unfinished && open >= 0)
    labels.push(
      within(
        {x: left + (open + 0.5) * column, y: header + 25, text: unfinished.label, anchor: "middle", fill: theme.mute},
        0,
        width
      )
    );
  const edge = (year: number) => left + years.indexOf(year) * column;
  for (const year of terms) labels.push(within({x: edge(year) + 4, y: 8, text: "新一届", fill: theme.mute}, 0, width));
  return draw(spec, set, {
    height,
    x: cells(years.length, left, column),
    y: cells(items.length, top, row),
    marks: [
      Plot.rect(values, {
        ...{x1: "j", x2: d => d.j + 1, y1: "i", y2: d => d.i + 1, inset: 1, fill: "fill"},
        title: d => (d.value === null ? null : (d.row?.tip ?? `${d.row!.item} ${d.year}年 ${format(d.value)}`))
      }),
      ...(terms.length
        ? [
            Plot.ruleX(
              terms.map(year => years.indexOf(year)),
              {stroke: theme.mute, strokeDasharray: "3 3", insetTop: 1}
            )
          ]
        : []),
      ...(open >= 0
        ? [
            Plot.rect([open], {
              ...{x1: at => at, x2: at => at + 1, y1: 0, y2: items.length},
              ...{insetLeft: 1, insetRight: 1, insetTop: 0.5, insetBottom: 0.5},
              ...{fill: "none", stroke: theme.ink, strokeDasharray: "4 3"}
            })
          ]
        : [])
    ],
    labels
  });
}
