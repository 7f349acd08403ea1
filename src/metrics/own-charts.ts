import {itemSets, itemsOf, kinds} from "../kinds/index.js";
import type {OwnChart} from "./table/charts.js";

type Placed = Pick<OwnChart, "shape" | "metrics" | "dimension" | "page">;

/** What an own chart draws from beside the figures, by the names of the datasets. */
export function dataOf({shape, metrics, dimension}: Placed): string[] {
  if (shape === "累计") return ["months"];
  if (shape === "日历") return ["days"];
  const [first] = metrics;
  return dimension && first ? [itemsOf(first.slice(0, first.indexOf(".")))] : [];
}

/** The datasets that a page loads beside figures. */
const onPage: Readonly<Record<string, readonly string[]>> = {
  index: ["months"],
  ...Object.fromEntries(
    kinds
      .filter(({items}) => items)
      .map(({name, daily}) => [name, ["months", itemsOf(name), ...(daily ? ["days"] : [])]])
  ),
  compare: [],
  targets: [],
  charts: ["months", ...itemSets, "days"]
};

/** The page on which an own chart stands: the one that it names, where that has its data; else 自选图表. */
export const pageOf = (chart: Placed): string =>
  dataOf(chart).every(name => onPage[chart.page]?.includes(name)) ? chart.page : "charts";
