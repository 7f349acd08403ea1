import * as Plot from "@observablehq/plot";
import {type ChartOptions, draw, type NumberSpec, rowHeight, settings} from "./chart.js";
import {key, keyMarks} from "./key.js";
import {type Label, textWidth} from "./text.js";
import {inkOn, mix, type Theme} from "./theme.js";

/** One part of one whole: the items of a year with one outcome. */
export interface PartRow {
  /** What the bar is: 2024年. */
  whole: string;
  part: string;
  value: number;
  tip?: string;
}

export interface PartsSpec extends NumberSpec {
  /** The parts in order, from the left. */
  parts: string[];
  /** How a share, a ratio, prints: 71.2%. */
  share: (ratio: number) => string;
  /** The whole that is not over: a dashed line runs around its bar. */
  unfinished?: string;
}

/** Shades for up to five parts, from dark to pale. */
export function partColors(theme: Theme): string[] {
  return [...[0, 0.45, 0.68, 0.84].map(share => mix(theme.prev, theme.paper, share)), theme.rule];
}

/** One bar of 100% for each whole, its parts with their shares; the first part of the last whole in colour. */
export function parts(rows: PartRow[], spec: PartsSpec, options: ChartOptions = {}): SVGSVGElement {
  const set = settings(options);
  const {width, theme} = set;
  const {format, share} = spec;
  const colors = partColors(theme);
  if (spec.parts.length > colors.length) throw new Error(`invalid parts: more than ${colors.length}`);
  const wholes = [...new Set(rows.map(d => d.whole))];
  const head = key(
    spec.parts.map((text, i) => ({text, fill: colors[i]!})),
    width,
    theme
  );
  const open = wholes.indexOf(spec.unfinished ?? "");
  const left = Math.ceil(Math.max(...wholes.map(whole => textWidth(whole, {bold: true})))) + 10;
  // Shares of parts too small for their figure stand behind the bar, in the parts' order.
  const smallOf = (whole: string, right: number): string[] => {
    const own = rows.filter(d => d.whole === whole);
    const total = own.reduce((sum, d) => sum + d.value, 0);
    return spec.parts.flatMap(part => {
      const value = own.find(d => d.part === part)?.value ?? 0;
      const text = total && value ? share(value / total) : "";
      return text && textWidth(text) + 8 > (value / total) * (right - left) ? [text] : [];
    });
  };
  const behind = (right: number) => wholes.map(whole => smallOf(whole, right).join("、"));
  let right = width;
  for (let i = 0; i < 6; i++) {
    const needed = Math.max(0, ...behind(right).map(text => textWidth(text)));
    right = Math.min(right, width - (needed ? Math.ceil(needed) + 8 : 0));
  }
  // Where the page is narrow the bars need the room; the tips and the table have the figures.
  const roomy = right - left > width * 0.45;
  if (!roomy) right = width;
  const top = head.height + 4;
  const fill = set.height === undefined ? undefined : set.height - top;
  const row = rowHeight(30, wholes.length, fill, 22);
  const thick = Math.min(22, row - 6);
  const height = Math.round(top + wholes.length * row);
  const labels: Label[] = [...head.labels];
  const segments: {x1: number; x2: number; y: number; fill: string; tip: string}[] = [];
  for (const [i, whole] of wholes.entries()) {
    const y = top + i * row + row / 2;
    const own = rows.filter(d => d.whole === whole);
    const total = own.reduce((sum, d) => sum + d.value, 0);
    labels.push({x: left - 8, y, text: whole, anchor: "end", bold: i === wholes.length - 1});
    if (roomy) labels.push({x: right + 7, y, text: smallOf(whole, right).join("、"), fill: theme.mute});
    let before = 0;
    for (const [k, part] of spec.parts.entries()) {
      const found = own.find(d => d.part === part);
      if (!found || total === 0 || found.value === 0) continue;
      const x1 = left + (before / total) * (right - left);
      before += found.value;
      const x2 = left + (before / total) * (right - left);
      const fill = k === 0 && i === wholes.length - 1 ? theme.now : colors[k]!;
      const ratio = share(found.value / total);
      segments.push({x1, x2, y, fill, tip: found.tip ?? `${whole} ${part} ${format(found.value)},占${ratio}`});
      if (textWidth(ratio) + 8 <= x2 - x1)
        labels.push({x: (x1 + x2) / 2, y, text: ratio, anchor: "middle", fill: inkOn(fill, theme)});
    }
  }
  return draw(spec, set, {
    height,
    marks: [
      Plot.rect(segments, {
        ...{x1: "x1", x2: d => Math.max(d.x2 - 1.5, d.x1 + 1)},
        ...{y1: d => d.y - thick / 2, y2: d => d.y + thick / 2},
        ...{fill: "fill", title: "tip"}
      }),
      ...(open < 0
        ? []
        : [
            Plot.rect([top + (open + 0.5) * row], {
              ...{x1: left - 2, x2: right + 0.75, y1: y => y - thick / 2 - 2.5, y2: y => y + thick / 2 + 2.5},
              ...{fill: "none", stroke: theme.ink, strokeWidth: 1, strokeDasharray: "4 3"}
            })
          ]),
      ...keyMarks(head.swatches, theme)
    ],
    labels
  });
}
