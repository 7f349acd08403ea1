import {warehouse} from "../loaders/query.js";
import type {WarehouseOptions} from "../loaders/warehouse.js";
import {knownTo, type Split} from "../src/check/index.js";
import {bookOf} from "./edition.js";
import {readTables} from "./tables.js";

/** By what no metric of its own says: 立案 and 满意 are such. Units of a proposal that several handle are counted by it once each. */
const splits = `select metric, year::integer as year, dimension, item, value, view from dimensions
where main and value > 0 and item <> '未填'
  and dimension not in ('review', 'rating', 'output_type', 'instruction_level')
  and not (dimension = 'main_unit' and metric in (select id from metrics where unit = '件次'))
union all by name
select metric, year::integer as year, 'month' as dimension, month || '月' as item, value, view from months
where main and view = 'year' and value > 0`;

/** What drafts are checked against, by the year that they report on: every figure of every year, by every item and month, and the targets. */
export async function checkedAgainst(options: WarehouseOptions) {
  const tables = await readTables(options);
  const open = await warehouse(options);
  try {
    const parts = await open.rows<Split & {view: string}>(splits);
    return (wanted?: string) => {
      const book = bookOf(tables, wanted);
      const shown = parts.flatMap(({view, ...part}) =>
        view === "year" ? part : book.samePeriod && view === book.view ? {...part, cut: true} : []
      );
      return {...knownTo(book, shown), year: book.year};
    };
  } finally {
    open.close();
  }
}

/** The same for one year, the last that is over where none is asked for. */
export const checkFigures = async (options: WarehouseOptions, wanted?: string) =>
  (await checkedAgainst(options))(wanted);
