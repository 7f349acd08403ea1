import {type SparkRow, type SparkSpec, spark} from "../charts/spark.js";
import {glyph} from "./chart.js";
import {type Child, h, held} from "./h.js";

export type Direction = "up" | "down" | "same" | null;

export interface TileOptions {
  label: string;
  /** The number as printed, without its unit. */
  value: Child;
  unit?: string;
  /** The value is words that say that it is not known. */
  unknown?: boolean;
  /** The change in words: 增加9件,增长3.6%. */
  change?: Child;
  direction?: Direction;
  /** Of a rate, what it is a part of. */
  under?: Child;
  /** The last years, the tile's own last. */
  spark?: SparkRow[];
  /** Years of a new term, and the year that is not over, as the spark draws them. */
  marks?: Pick<SparkSpec, "newTerms" | "unfinished">;
  /** The page that says more. */
  href?: string;
}

const arrows = {up: "▲ ", down: "▼ ", same: ""};

/** One figure, large, with its change in words and its last years as a line. */
export function tile({
  label,
  value,
  unit,
  unknown,
  change,
  direction,
  under,
  spark: rows,
  marks,
  href
}: TileOptions): HTMLElement {
  const known = rows?.filter(d => d.value !== null) ?? [];
  return h(
    "div",
    {class: "tile"},
    h("div", {class: "tile-label"}, href ? h("a", {href}, label) : label),
    h(
      "div",
      {class: "tile-figure"},
      h(
        "div",
        {class: unknown ? "tile-value unknown" : "tile-value"},
        value,
        unit ? h("span", {class: "unit"}, unit) : null
      ),
      known.length > 1
        ? glyph(options =>
            spark(rows!, {label: `${label},${known[0]!.year}年至${known.at(-1)!.year}年`, ...marks}, options)
          )
        : null
    ),
    change
      ? h(
          "div",
          {class: "tile-change"},
          direction && direction !== "same"
            ? h("span", {class: "arrow", "aria-hidden": "true"}, arrows[direction])
            : null,
          typeof change === "string" ? held(change) : change
        )
      : null,
    under ? h("div", {class: "tile-under"}, under) : null
  );
}

/** Tiles in a row, parted by hairlines; two in a row on a phone. */
export function tiles(items: (TileOptions | HTMLElement)[]): HTMLElement {
  return h(
    "div",
    {class: "tiles"},
    items.map(item => (item instanceof HTMLElement ? item : tile(item)))
  );
}
