import type {settings} from "./chart.js";
import {type Choice, place} from "./place.js";
import {type Box, boxOf, type Label, textWidth, within} from "./text.js";
import type {Theme} from "./theme.js";
import type {TrendRow, TrendSpec} from "./trend.js";

/** 2024年 under each year where there is room, else 2024, else only some, counted from the last. */
export function yearLabels(
  years: number[],
  x: (year: number) => number,
  y: number,
  {width, theme, shortYears}: ReturnType<typeof settings>,
  marks: Readonly<Record<number, string>>
): Label[] {
  const apart = years.length > 1 ? Math.abs(x(years[1]!) - x(years[0]!)) / (years[1]! - years[0]!) : width;
  const text = (year: number) => (!shortYears && apart >= textWidth("2024年") + 8 ? `${year}年` : `${year}`);
  const every = Math.max(1, Math.ceil((textWidth("2024") + 6) / apart));
  return years
    .filter(year => (years.at(-1)! - year) % every === 0 || marks[year])
    .map(year => {
      const said = (years.at(-1)! - year) % every === 0 ? text(year) : "";
      return within({x: x(year), y, text: `${said}${marks[year] ?? ""}`, anchor: "middle", fill: theme.mute}, 0, width);
    });
}

/** The marks of notes beside their points, where there is room; the rest by year, to stand under it. */
export function noteLabels(
  notes: NonNullable<TrendSpec["notes"]>,
  lines: readonly {name: string; colors: {text: string}; points: TrendRow[]}[],
  at: (d: TrendRow) => {x: number; y: number},
  bounds: Box
): {placed: Label[]; rest: Record<number, string>} {
  const paths = lines.map(({points}) => points.filter(d => d.value !== null).map(at));
  const placed: Label[] = [];
  const rest: Record<number, string> = {};
  for (const {year, series, mark} of notes) {
    const line = lines.find(({name}) => name === series);
    const point = line?.points.find(d => d.year === year && d.value !== null);
    const choices = point
      ? [-29, 29, -15, 15].map(dy => {
          const {x, y} = at(point);
          return {x, y: y + dy, text: mark, anchor: "middle" as const, fill: line!.colors.text, bold: true};
        })
      : [];
    const [label] = place([choices], bounds, placed.map(boxOf), paths);
    if (label) placed.push(label);
    else rest[year] = `${rest[year] ?? ""}${mark}`;
  }
  return {placed, rest};
}

/** Values at the points of a line: all of them, or the first, the largest and the smallest; never the last, which its end label says. */
export function valueLabels(
  points: TrendRow[],
  all: boolean,
  at: (d: TrendRow) => {x: number; y: number},
  plain: (value: number) => string,
  theme: Theme,
  crowded: boolean
): Choice[] {
  const inner = points.slice(0, -1);
  const sorted = [...points].sort((a, b) => b.value! - a.value!);
  const few = [inner[0], sorted[0], sorted.at(-1)].filter(d => d && d !== points.at(-1)) as TrendRow[];
  return [...new Set(all ? inner : few)].map(d => {
    const i = points.indexOf(d);
    const valley =
      !crowded &&
      i > 0 &&
      i < points.length - 1 &&
      d.value! < points[i - 1]!.value! &&
      d.value! <= points[i + 1]!.value!;
    const {x, y} = at(d);
    const label = (dy: number): Label => ({
      x,
      y: y + dy,
      text: plain(d.value!),
      anchor: "middle",
      fill: theme.ink,
      bold: all
    });
    return valley ? [label(14), label(-13)] : [label(-13), label(-17), label(14)];
  });
}
