import type {ChartOptions, NumberSpec} from "../charts/chart.js";
import {bars, heat, scatter, trend} from "../charts/index.js";
import {rounded} from "../metrics/round.js";
import type {Drawable, Result} from "./result.js";

/** Draws a result in the shape that suits it. */
export function drawingOf(result: Result, drawable: Drawable, label: string): (options: ChartOptions) => SVGSVGElement {
  const places = Array.from({length: result.rows}, (_, row) => row);
  const number = (row: number, column: number) => {
    const value = result.value(row, column);
    return typeof value === "number" ? value : null;
  };
  const words = (row: number, column: number) => String(result.value(row, column) ?? "未填");
  const format = (value: number) => String(rounded(value, 2));
  const numbers: NumberSpec = {label, format};
  switch (drawable.shape) {
    case "bars": {
      const {item, value} = drawable;
      const rows = places.flatMap(row => {
        const found = number(row, value);
        return found === null || found < 0 ? [] : [{item: words(row, item), value: found}];
      });
      return options => bars(rows.slice(0, 30), numbers, options);
    }
    case "lines": {
      const {year, series, value} = drawable;
      const rows = places.map(row => ({
        ...{year: Number(result.value(row, year)), value: number(row, value)},
        series: series === null ? "" : words(row, series)
      }));
      return options => trend(rows, numbers, options);
    }
    case "heat": {
      const {item, column, value} = drawable;
      const rows = places.map(row => ({item: words(row, item), column: words(row, column), value: number(row, value)}));
      return options => heat(rows, numbers, options);
    }
    case "scatter": {
      const {item, x, y} = drawable;
      const rows = places.flatMap(row => {
        const [across, up] = [number(row, x), number(row, y)];
        return across === null || up === null ? [] : [{item: words(row, item), x: across, y: up}];
      });
      const name = (column: number) => result.columns[column]!.name;
      return options => scatter(rows, {...numbers, formatX: format, across: name(x), up: name(y)}, options);
    }
  }
}
