import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, settings} from "./chart.js";
import {keyMarks, type Swatch} from "./key.js";
import {type Label, textWidth} from "./text.js";
import {mix} from "./theme.js";

/** One day, as 2024-03-05; a day without a row had none. */
export interface DayRow {
  date: string;
  value: number;
  tip?: string;
}

export interface CalendarSpec extends NumberSpec {
  year: number;
  /** The last day known, while the year is not over: 2025-10-31. */
  until?: string;
  /** What the tints count, before them: 每日场次. */
  unit?: string;
  /** The months that the title names, 1 to 12: tinted in this year's colour, the others are grey. */
  named?: readonly number[];
}

const day = 86_400_000;

/** The days of a year, a column a week, Monday first; in two halves where the page is narrow. */
export function calendar(rows: DayRow[], spec: CalendarSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, plain = format, year, until, unit = "", named = []} = spec;
  const values = new Map(rows.map(d => [d.date, d]));
  const bounds = tints(Math.max(1, ...rows.map(d => d.value)));
  const ground = mix(theme.paper, theme.rule, 0.75);
  const tinted = (color: string) =>
    bounds.map((_, i) => mix(theme.paper, color, 0.25 + (0.75 * i) / Math.max(1, bounds.length - 1)));
  const [shades, red] = [tinted(theme.prev), tinted(theme.now)];
  const shade = (value: number, date: string) => {
    if (value <= 0) return ground;
    return (named.includes(Number(date.slice(5, 7))) ? red : shades)[bounds.findLastIndex(from => value >= from)]!;
  };

  const halves = width < 520 ? [[0, 6] as const, [6, 12] as const] : [[0, 12] as const];
  const left = 20;
  const weeks = width < 520 ? 27 : 54;
  const step = Math.min(18, (width - left) / weeks);
  const block = 20 + 7 * step;
  const labels: Label[] = [];
  const days: {x: number; y: number; date: string; value: number; known: boolean; tip?: string}[] = [];
  for (const [h, [from, to]] of halves.entries()) {
    const top = h * (block + 12);
    const start = Date.UTC(year, from, 1);
    const monday = start - ((new Date(start).getUTCDay() + 6) % 7) * day;
    for (let time = start; time < Date.UTC(year, to, 1); time += day) {
      const since = Math.round((time - monday) / day);
      const date = new Date(time).toISOString().slice(0, 10);
      const row = values.get(date);
      const x = left + Math.floor(since / 7) * step;
      days.push({
        x,
        y: top + 20 + (since % 7) * step,
        date,
        value: row?.value ?? 0,
        known: !until || date <= until,
        ...(row?.tip ? {tip: row.tip} : {})
      });
      // A month is named above the first week that begins in it.
      if (date.endsWith("-01")) {
        const week = Math.ceil(since / 7);
        labels.push({x: left + week * step, y: top + 8, text: `${Number(date.slice(5, 7))}月`, fill: theme.mute});
      }
    }
    for (const [i, text] of ["一", "三", "五", "日"].entries())
      labels.push({x: 0, y: top + 20 + (i * 2 + 0.5) * step, text, fill: theme.mute});
  }
  const legendTop = halves.length * (block + 12) - 2;
  const height = legendTop + 22;
  const entries = [
    {text: plain(0), fill: ground},
    ...bounds.map((from, i) => {
      const to = (bounds[i + 1] ?? from + 1) - 1;
      const text =
        i === bounds.length - 1 && to < Math.max(...rows.map(d => d.value))
          ? `${plain(from)}+`
          : from === to
            ? plain(from)
            : `${plain(from)}—${plain(to)}`;
      return {text, fill: shades[i]!};
    })
  ];
  const swatches: Swatch[] = [];
  let x = left;
  if (unit) {
    labels.push({x, y: legendTop + 11, text: unit, fill: theme.mute});
    x += textWidth(unit) + 10;
  }
  for (const {text, fill} of entries) {
    swatches.push({x, y: legendTop + 6, width: 10, fill});
    labels.push({x: x + 15, y: legendTop + 11, text, fill: theme.mute});
    x += 15 + textWidth(text) + 11;
  }
  const cell = Math.max(2, step - 1.5);
  const [known, ahead] = [days.filter(d => d.known), days.filter(d => !d.known)];
  return draw(spec, set, {
    height,
    marks: [
      Plot.rect(known, {
        ...{x1: "x", x2: d => d.x + cell, y1: "y", y2: d => d.y + cell},
        fill: d => shade(d.value, d.date),
        title: d => (d.value > 0 ? (d.tip ?? `${d.date} ${format(d.value)}`) : null)
      }),
      // Days to come are dots, not zeros.
      Plot.dot(ahead, {x: d => d.x + cell / 2, y: d => d.y + cell / 2, r: 1, fill: theme.past}),
      ...keyMarks(swatches, theme)
    ],
    labels
  });
}

/** Where each tint begins: every count up to four by itself, larger ranges above. */
function tints(most: number): number[] {
  if (most <= 4) return Array.from({length: most}, (_, i) => i + 1);
  return most <= 7 ? [1, 2, 3, 5] : [1, 2, 4, 7];
}
