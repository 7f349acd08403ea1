import {bars} from "./bars.js";
import type {ChartOptions, NumberSpec} from "./chart.js";

/** One step, with what it is of the one before. */
export interface FunnelRow {
  item: string;
  value: number;
  previous?: number | null;
  /** Share of an earlier step, as printed: 编报率 69.2%. */
  note?: string;
  tip?: string;
}

export interface FunnelSpec extends NumberSpec {
  now?: string;
  previous?: string;
}

/** Steps from one total: the total in grey, what is left of it at each step in colour, all on one scale. */
export function funnel(rows: FunnelRow[], spec: FunnelSpec, options: ChartOptions = {}): SVGSVGElement {
  const steps = rows.map((d, i) => {
    const text = [spec.format(d.value), d.note].filter(Boolean).join("  ");
    return {...d, text, quiet: i === 0, tip: d.tip ?? `${d.item} ${text}`};
  });
  return bars(steps, spec, options);
}
