import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, rowHeight, settings} from "./chart.js";
import {linear} from "./scale.js";
import {ellipsis, type Label, textWidth, within} from "./text.js";

/** One item in one year. */
export interface GroupRow {
  item: string;
  year: number;
  value: number | null;
  tip?: string;
}

export interface GroupedSpec extends NumberSpec {
  /** The items in order; by default in order of appearance. */
  items?: string[];
  /** The last year while it is not over. */
  unfinished?: {year: number; label: string};
  /** Years whose session was the first of a new term: a dashed line before each. */
  newTerms?: number[];
}

/** A small chart for each item: its line in colour, the others in grey, all on one scale from zero. */
export function grouped(rows: GroupRow[], spec: GroupedSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, unfinished, newTerms = []} = spec;
  const items = spec.items ?? [...new Set(rows.map(d => d.item))];
  const years = [...new Set(rows.map(d => d.year))].sort((a, b) => a - b);
  const most = Math.max(1, ...rows.flatMap(d => (d.value !== null && items.includes(d.item) ? [d.value] : [])));
  const gutter = 22;
  const columns = Math.max(1, Math.min(items.length, Math.floor((width + gutter) / (145 + gutter))));
  const panel = (width - gutter * (columns - 1)) / columns;
  const count = Math.ceil(items.length / columns);
  const terms = newTerms.filter(year => year > years[0]! && year <= years.at(-1)!);
  const notes = [
    ...(unfinished ? [`空心点:${unfinished.year}年,${unfinished.label}`] : []),
    ...(terms.length ? [`竖虚线:${terms.join("、")}年起新一届`] : [])
  ];
  const lines = textWidth(notes.join("  ")) <= width ? [notes.join("  ")].filter(Boolean) : notes;
  const fill = set.height === undefined ? undefined : set.height + 8 - lines.length * 16;
  const row = rowHeight(130, count, fill, 100);
  const lineHeight = row - 56;
  const height = Math.round(count * row - 8 + lines.length * 16);
  const endWidth = Math.ceil(
    Math.max(...rows.map(d => (d.value === null ? 0 : textWidth(plain(d.value), {bold: true}))))
  );
  const yearHalf = textWidth("2024") / 2;
  const x = linear([years[0]!, Math.max(years.at(-1)!, years[0]! + 1)], [4, panel - Math.max(endWidth + 11, yearHalf)]);
  const y = linear([0, most], [lineHeight, 0]);
  const valuesOf = new Map(
    items.map(item => [item, years.map(year => rows.find(d => d.item === item && d.year === year))])
  );

  const labels: Label[] = [];
  const marks: Plot.Markish[] = [];
  for (const [i, item] of items.entries()) {
    const left = (i % columns) * (panel + gutter);
    const top = Math.floor(i / columns) * row + 24;
    const own = valuesOf.get(item)!.filter(d => d !== undefined && d.value !== null) as GroupRow[];
    const at = {x: (d: GroupRow) => left + x(d.year), y: (d: GroupRow) => top + y(d.value!)};
    const line = (points: GroupRow[], pen: Plot.LineOptions) => Plot.line(points, {...at, ...pen});
    marks.push(Plot.link([0], {x1: left, x2: left + panel, y: top + lineHeight, stroke: theme.mute}));
    if (terms.length)
      marks.push(
        Plot.link(terms, {
          ...{x: year => left + x(year - 0.5), y1: top, y2: top + lineHeight},
          ...{stroke: theme.mute, strokeDasharray: "3 3"}
        })
      );
    for (const other of items) {
      if (other === item) continue;
      const points = valuesOf.get(other)!.filter(d => d !== undefined && d.value !== null) as GroupRow[];
      marks.push(line(points, {stroke: theme.past, strokeWidth: 0.75, strokeOpacity: 0.7}));
    }
    const open = (d: GroupRow) => d.year === unfinished?.year;
    marks.push(
      line(
        own.filter(d => !open(d)),
        {stroke: theme.now, strokeWidth: 2}
      )
    );
    if (own.some(open)) marks.push(line(own.slice(-2), {stroke: theme.now, strokeWidth: 2, strokeDasharray: "4 3"}));
    marks.push(
      Plot.dot(own, {
        ...at,
        r: 3,
        fill: d => (open(d) ? theme.paper : theme.now),
        fillOpacity: d => (d === own.at(-1) ? 1 : 0),
        stroke: theme.now,
        strokeOpacity: d => (d === own.at(-1) ? 1 : 0),
        title: d => d.tip ?? `${item} ${d.year}年 ${format(d.value!)}`
      })
    );
    labels.push({x: left, y: top - 15, text: ellipsis(item, panel, {bold: true}), bold: true});
    const last = own.at(-1);
    if (last)
      labels.push({
        x: left + x(last.year) + 7,
        y: Math.min(top + y(last.value!), top + lineHeight - 8),
        text: plain(last.value!),
        fill: theme.now,
        bold: true
      });
    const under = {y: top + lineHeight + 12, fill: theme.mute};
    if (years.length > 1) labels.push({...under, x: left, text: `${years[0]}`});
    labels.push(
      within({...under, x: left + x(years.at(-1)!), text: `${years.at(-1)}`, anchor: "middle"}, left, left + panel)
    );
  }
  for (const [k, text] of lines.entries())
    labels.push({x: 0, y: height - 8 - (lines.length - 1 - k) * 16, text, fill: theme.mute});
  return draw(spec, set, {height, marks, labels});
}
