import {itemsOf, kinds} from "../kinds/index.js";
import type {OwnChart} from "./table/charts.js";

type Placed = Pick<OwnChart, "shape" | "metrics" | "dimension" | "page">;

/** What an own chart draws from beside the figures, by the names of the datasets. */
export function dataOf({shape, metrics, dimension}: Placed): string[] {
  if (shape === "累计") return ["months"];
  if (shape === "日历") return ["days"];
  const [first] = metrics;
  return dimension && first ? [itemsOf(first.slice(0, first.indexOf(".")))] : [];
}

/** All that own charts draw from, which some pages fetch when a chart of theirs needs it. */
const everything = ["months", "days", ...kinds.map(({name}) => itemsOf(name))];

/** The datasets that a page has beside figures. */
const onPage: Readonly<Record<string, readonly string[]>> = {
  index: everything,
  ...Object.fromEntries(
    kinds
      .filter(({items}) => items)
      .map(({name, daily}) => [name, ["months", itemsOf(name), ...(daily ? ["days"] : [])]])
  ),
  compare: everything,
  targets: everything,
  charts: everything
};

/**
 * The page on which an own chart stands: the one that it names, where that has its data; else 自选图表. Charts of pages
 * that there are not name 自选图表 already.
 */
export const pageOf = (chart: Placed): string =>
  dataOf(chart).every(name => onPage[chart.page]?.includes(name)) ? chart.page : "charts";
