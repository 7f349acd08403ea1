import type {Figure, FigureTable} from "../../src/figures/figure.js";
import {lastDay, type PlaceFigure, rankingFigure} from "../../src/figures/places.js";
import {exact} from "../../src/metrics/format.js";
import type {Metric} from "../../src/metrics/index.js";
import type {PlaceBook} from "../../src/places/book.js";
import {fullDay} from "../../src/text/days.js";

/** So many places are drawn on a sheet of paper; the table has all. */
const most = 30;

/** The figures that templates of an upper level may name: the ranking of places by each of all metrics, and its tables. */
export function upperFigures(book: PlaceBook, area: string, year: number, all: readonly Metric[]): Figure[] {
  const there = new Set(book.index.metrics.map(({id}) => id));
  const rankings = all.map(({id, label}) =>
    wrapped(there.has(id) ? rankingFigure(book, {area, all: true, metric: id, year}, most) : null, id, `各地${label}`)
  );
  return [...rankings, ...[deliveries, sums, absent].map(make => make(book, area, year))];
}

/** A chart of places as a figure of a book; one that has nothing to compare is told as such. */
function wrapped(made: PlaceFigure | null, metric: string, name: string): Figure {
  const nothing = {columns: [], rows: []};
  return {
    // Of what no place has, its metric says so.
    ...{id: name, name, needs: [], metrics: () => (made ? [] : [metric]), has: () => made !== null},
    title: () => made?.title ?? name,
    subtitle: () => made?.subtitle ?? "",
    caption: () => ({rule: made?.rule ?? "", asOf: made?.asOf ?? "", source, note: "", warning: made?.warning ?? ""}),
    draw: (_, options) => made!.draw(options),
    table: () => made?.table ?? nothing
  };
}

const source = "各地报送的数据";

const tableOnly = (book: PlaceBook, area: string, name: string, title: string, table: FigureTable): Figure => ({
  ...{id: name, name, needs: [], metrics: () => [], has: () => table.rows.length > 0, undrawn: true},
  title: () => title,
  subtitle: () => "",
  caption: () => ({rule: "", asOf: lastDay(book.below(area, true)) ?? "", source, note: "", warning: ""}),
  draw: () => {
    throw new Error(`invalid drawing: ${name}`);
  },
  table: () => table
});

/** What each place has given; of more than fit on a few sheets those that lack something. */
function deliveries(book: PlaceBook, area: string): Figure {
  const all = book.below(area, true);
  const lacking = all.filter(({delivery}) => delivery!.state !== "已报送");
  const shown = all.length > 60 ? lacking : all;
  return tableOnly(book, area, "报送情况", `各地报送情况${shown === all ? "" : "：不齐全的地区"}`, {
    columns: ["地区", "报送情况", "数据截至", "说明"],
    rows: shown.map(({name, delivery}) => {
      const {state, until, reason, kinds} = delivery!;
      const reasons = [reason, ...Object.values(kinds).map(kind => kind.reason)].filter(Boolean);
      return [name, state, until ? fullDay(until) : "—", [...new Set(reasons)].join("；")];
    })
  });
}

/** The main metrics with what all places make, and how many are in it. */
const sums = (book: PlaceBook, area: string, year: number): Figure =>
  tableOnly(book, area, "合计", `${year}年${area}合计`, {
    columns: ["指标", `${year}年`, "计入"],
    rows: mainOf(book).flatMap(metric => {
      const value = book.value(metric.id, area, year);
      return value === null
        ? []
        : [[metric.label, exact(metric, value), book.counted(metric.id, area, year).join("/")]];
    })
  });

/** The places that are in no sum of the main metrics, with the reason; a reason that holds of several metrics once. */
function absent(book: PlaceBook, area: string, year: number): Figure {
  const told = new Map<string, {place: string; reason: string; labels: string[]}>();
  const main = mainOf(book);
  for (const {id, label} of main)
    for (const {place, reason} of book.absent(id, area, year)) {
      const key = `${place.name}\n${reason}`;
      const found = told.get(key) ?? {place: place.name, reason, labels: []};
      found.labels.push(label);
      told.set(key, found);
    }
  const order = new Map(book.part.places.map(({name}, i) => [name, i]));
  const rows = [...told.values()].toSorted((a, b) => order.get(a.place)! - order.get(b.place)!);
  return tableOnly(book, area, "没有计入的地区", `${year}年没有计入合计的地区`, {
    columns: ["地区", "指标", "原因"],
    rows: rows.map(({place, reason, labels}) => [
      place,
      labels.length === main.length ? "全部" : labels.join("、"),
      reason
    ])
  });
}

/** The metrics that stand among the tiles, in their order. */
const mainOf = ({index}: PlaceBook) =>
  index.metrics.filter(({tile}) => tile !== undefined).toSorted((a, b) => a.tile! - b.tile!);
