/** A figure of a metric by the items of a dimension. */
export interface ItemsFigure {
  id: string;
  name: string;
  metric: string;
  dimension: string;
  /** What the items are, 类别. */
  what: string;
  top?: number;
  note?: string;
  /** Items are counted several times: no row for the rest, whose sum would say nothing. */
  multiple?: boolean;
}

/** The dataset that has a metric by the items of dimensions. */
export const byItems = (metric: string) => `${metric.slice(0, metric.indexOf("."))}-by` as "proposals-by";
