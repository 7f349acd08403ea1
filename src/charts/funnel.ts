import {bars} from "./bars.js";
import type {ChartOptions, NumberSpec} from "./chart.js";

/** One step, with what it is of the one before. */
export interface FunnelRow {
  item: string;
  value: number;
  previous?: number | null;
  /** Share of an earlier step, as printed: 编报率 69.2%. */
  note?: string;
  /** The step spoken of, in colour; the second where absent. */
  named?: boolean;
  tip?: string;
}

export interface FunnelSpec extends NumberSpec {
  now?: string;
  previous?: string;
}

/** Steps from one total, all on one scale: grey, the one spoken of in colour. */
export function funnel(rows: FunnelRow[], spec: FunnelSpec, options: ChartOptions = {}): SVGSVGElement {
  const steps = rows.map((d, i) => {
    const text = [spec.format(d.value), d.note].filter(Boolean).join("  ");
    const named = rows.some(d => d.named) ? d.named : i === 1;
    return {...d, text, named, tip: d.tip ?? `${d.item} ${text}`};
  });
  return bars(steps, spec, options);
}
