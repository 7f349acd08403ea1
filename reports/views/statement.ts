import {tableFromIPC} from "apache-arrow";
import {arrowOf} from "../../loaders/arrow.js";
import type {WarehouseOptions} from "../../loaders/warehouse.js";
import type {Book} from "../../src/figures/book.js";
import {type Figure, figure} from "../../src/figures/figure.js";
import {StaffError} from "../../src/intake/problem.js";
import {kindOf} from "../../src/kinds/index.js";
import {cubeKinds} from "../../src/metrics/filters.js";
import {drawingOf} from "../../src/notebook/drawing.js";
import {drawableOf, resultOf} from "../../src/notebook/result.js";
import {namesTable} from "../../src/notebook/statement.js";
import {analystTables} from "../../src/notebook/tables.js";
import {overTables} from "../statements.js";
import {reaches, type Step} from "./plan.js";

const isYear = (name: string) => /^(year|年度|年份)$/.test(name);

/** Rows that a table of a document takes. */
const most = 60;

/** The columns by which somebody would know an item: its number, its title, where it stands. */
function naming(table: string): string[] {
  const kind = cubeKinds.find(name => name === table);
  if (!kind) return [];
  const {called, fields} = kindOf(kind);
  const ids = Object.keys(fields).filter(name => fields[name]!.reads === "id");
  const columns = new Set(analystTables.find(({name}) => name === table)!.columns.map(({name}) => name));
  return [...new Set([called.title, ...called.number, ...ids, "file_name", "line"])].filter(name => columns.has(name));
}

/**
 * A kept statement as a figure: its result as chart where one suits, as table else. Documents show what is counted,
 * never items: columns that name one are not there, and rows of items have to be grouped or added up. Throws StaffError.
 */
export async function statementFigure(
  {id, name, sql}: {id: string; name: string; sql: string},
  book: Book,
  options: WarehouseOptions
): Promise<Figure> {
  const bytes = await overTables(
    sql,
    options,
    async connection => {
      const [[, plan] = []] = (await connection.runAndReadAll(`explain (format json) ${sql}`)).getRows();
      if (reaches(JSON.parse(String(plan)) as Step[], cubeKinds))
        throw new StaffError("结果里一行是一条记录；文稿里只放合计，请按类别、单位等分组，或用 count、sum 等汇总");
      return arrowOf(connection, sql);
    },
    naming
  );
  const result = resultOf(tableFromIPC(bytes));
  if (result.rows > most)
    throw new StaffError(`结果有${result.rows}行，文稿里最多${most}行，请在语句里加上 limit ${most}`);
  const drawable = drawableOf(result);
  const {as_of} = book.tables.about[0]!;
  const asked = analystTables.filter(({name}) => namesTable(sql, name));
  const labels = [...new Set(asked.map(({label, published}) => (published ? label : `${label}导出`)))];
  const places = Array.from({length: result.rows}, (_, row) => row);
  return figure({
    ...{id, name, needs: [], metrics: () => [], limited: true, undrawn: drawable === null},
    title: () => name,
    subtitle: () => result.columns.map(({name}) => name).join("、"),
    note: () => "由存下的查询语句得出",
    caption: () => ({rule: "", note: "", warning: "", asOf: as_of, source: labels.join("、")}),
    has: () => result.rows > 0,
    draw: (_, chart) => drawingOf(result, drawable!, name)(chart),
    table: () => ({
      columns: result.columns.map(({name}) => (isYear(name) ? "年度" : name)),
      rows: places.map(row =>
        result.columns.map(({name}, column) => {
          const value = result.value(row, column);
          return isYear(name) && value !== null ? `${value}年` : value;
        })
      )
    })
  });
}
