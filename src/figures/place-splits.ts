import {heat} from "../charts/index.js";
import {exact, numeral} from "../metrics/format.js";
import type {Comparing, PlaceBook} from "../places/book.js";
import type {PlaceMetric, PlacesSplit, SitePlace} from "../places/data.js";
import {asOf, most, type PlaceFigure, ruleOf, unitWords, whose} from "./places.js";

/** The months of a year by place: 分月. */
export function monthsFigure(book: PlaceBook, {months}: PlacesSplit, asked: Comparing): PlaceFigure | null {
  const metric = book.metric(asked.metric);
  const columns = Array.from({length: 12}, (_, i) => `${i + 1}月`);
  const found = splitRows(book, months, asked);
  return found.length < 1
    ? null
    : split(book, asked, found, columns, {
        ...{id: "places-months", name: `各地${metric.label}分月`, title: `${metric.label}：各地分月`},
        ...{metric, what: "按月", extra: "年内没有日期的不在其中。空格表示不公开的小数字。"}
      });
}

/** The items of a dimension by place: 分类别 …; the largest over all places first. */
export function itemsFigure(
  book: PlaceBook,
  {items}: PlacesSplit,
  asked: Comparing,
  dimension: {id: string; label: string}
): PlaceFigure | null {
  const metric = book.metric(asked.metric);
  const by = items[dimension.id];
  const found = splitRows(book, by?.values, asked);
  return found.length < 1
    ? null
    : split(book, asked, found, by!.items, {
        ...{id: "places-items", name: `各地${metric.label}分${dimension.label}`},
        ...{title: `${metric.label}：各地按${dimension.label}`, metric, what: `按${dimension.label}`},
        extra: "各地自己的分类，写法不同的分列；一条属于几项的，每项各计一次。空格表示不公开的小数字或者没有数据。"
      });
}

type Cells = (number | null)[];

/** The places of the ranking that are split, in its order. */
function splitRows(book: PlaceBook, values: (Cells | null)[][] | undefined, asked: Comparing) {
  const year = values?.[book.index.years.indexOf(asked.year)];
  return book.ranking({...asked, perMember: false}).flatMap(({place}) => {
    const cells = year?.[book.part.places.indexOf(place)];
    return cells ? [{place, cells}] : [];
  });
}

function split(
  book: PlaceBook,
  asked: Comparing,
  found: {place: SitePlace; cells: Cells}[],
  columns: readonly string[],
  told: {id: string; name: string; title: string; metric: PlaceMetric; what: string; extra: string}
): PlaceFigure {
  const {metric, what, extra, ...rest} = told;
  const shown = found.slice(0, most);
  // What no place of these has is no column.
  const kept = columns.map((_, i) => i).filter(i => columns.length === 12 || found.some(({cells}) => cells[i] !== 0));
  return {
    ...rest,
    subtitle: `${asked.year}年${whose(asked)}${what}，${unitWords(metric)}`,
    asOf: asOf(
      book,
      found.map(({place}) => place)
    ),
    rule: `${ruleOf(metric)}${extra}`,
    warning: "",
    draw: options =>
      heat(
        shown.flatMap(({place, cells}) =>
          kept.map(i => ({item: place.name, column: columns[i]!, value: cells[i] ?? null}))
        ),
        {
          label: `${asked.year}年${whose(asked)}${metric.label}${what}。`,
          format: value => exact(metric, value),
          plain: value => numeral(metric, value)
        },
        options
      ),
    table: {
      columns: ["地区", ...kept.map(i => columns[i]!)],
      rows: found.map(({place, cells}) => [place.name, ...kept.map(i => cells[i] ?? null)])
    }
  };
}
