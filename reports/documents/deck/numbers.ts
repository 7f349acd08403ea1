import type {Book} from "../../../src/figures/book.js";
import type {Metric} from "../../../src/metrics/index.js";
import {typeset} from "../../../src/text/typeset.js";
import type {Run} from "../../story/story.js";
import {colors, margin, type Slide, width, write} from "./slide.js";

/** A number of a slide: as it is printed, what it is of, and how it changed; empty where nothing is compared. */
export interface Said {
  id: string;
  value: string;
  label: string;
  change: string;
}

/** What a metric says, or null where it says nothing this year. */
export function said(book: Book, {id, label}: Metric, value?: string): Said | null {
  if (!book.has(id)) return null;
  const {words, reason} = book.change(id);
  return {id, label, value: typeset(value ?? book.printed(id)), change: reason ? "" : typeset(words)};
}

/** The numbers of a paragraph, the one set off first: that is its message. */
export function numbersOf(book: Book, {runs, metrics}: {runs: Run[]; metrics: readonly Metric[]}): Said[] {
  const bold = runs.filter(run => run.bold).map(run => run.text);
  const text = runs.map(run => run.text).join("");
  const set = [...new Set(metrics)].flatMap(metric => {
    const [exact, printed] = [book.exact(metric.id), book.printed(metric.id)].map(typeset) as [string, string];
    const number = said(book, metric, text.includes(exact) ? exact : printed);
    return number ? [{number, bold: bold.includes(number.value)}] : [];
  });
  const first = set.findIndex(each => each.bold);
  const lead = set[Math.max(0, first)];
  return lead ? [lead.number, ...set.filter(each => each !== lead).map(({number}) => number)] : [];
}

/** The large number with its change, in a colour, and below it at most four others: the column beside a chart. */
export function column(slide: Slide, [lead, ...others]: readonly Said[], color: string): void {
  if (!lead) return;
  const w = 3.3;
  write(slide, lead.label, {x: margin, y: 1.85, w, h: 0.35, size: 16, color: colors.mute});
  write(slide, lead.value, {x: margin, y: 2.2, w, h: 1.1, size: 60, least: 20, bold: true, color});
  if (lead.change) write(slide, lead.change, {x: margin, y: 3.35, w, h: 0.6, size: 15, least: 10});
  for (const [i, {label, value}] of others.slice(0, 4).entries()) {
    const y = 4.2 + i * 0.62;
    slide.addShape("line", {x: margin, y: y - 0.08, w, h: 0, line: {color: colors.rule, width: 0.75}});
    write(slide, label, {x: margin, y, w: w * 0.58, h: 0.45, size: 14, least: 9, valign: "middle"});
    write(slide, value, {
      ...{x: margin + w * 0.58, y, w: w * 0.42, h: 0.45, size: 18, least: 10},
      ...{bold: true, align: "right" as const, valign: "middle" as const}
    });
  }
}

/** Without a chart: the large number over the slide's left, the others as rows at its right. */
export function board(slide: Slide, [lead, ...others]: readonly Said[]): void {
  if (!lead) return;
  const rows = others.slice(0, 5);
  const w = rows.length ? 5 : width;
  write(slide, lead.label, {x: margin, y: 2.1, w, h: 0.5, size: 22, color: colors.mute});
  write(slide, lead.value, {x: margin, y: 2.6, w, h: 1.9, size: 96, least: 28, bold: true, color: colors.now});
  if (lead.change) write(slide, lead.change, {x: margin, y: 4.6, w, h: 0.9, size: 20, least: 12});
  const x = margin + w + 0.5;
  const right = width - w - 0.5;
  const height = Math.min(0.95, 4.6 / Math.max(1, rows.length));
  for (const [i, {label, value, change}] of rows.entries()) {
    const y = 2.1 + i * height;
    if (i) slide.addShape("line", {x, y: y - 0.06, w: right, h: 0, line: {color: colors.rule, width: 0.75}});
    const line = {y, h: height * 0.55, valign: "middle" as const};
    write(slide, label, {...line, x, w: right * 0.6, size: 18, least: 11});
    write(slide, value, {...line, x: x + right * 0.6, w: right * 0.4, size: 24, least: 12, bold: true, align: "right"});
    if (change)
      write(slide, change, {
        x,
        y: y + height * 0.55,
        w: right,
        h: height * 0.33,
        size: 12,
        least: 8,
        color: colors.mute
      });
  }
}
