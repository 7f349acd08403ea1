import {Book} from "../src/figures/book.js";
import type {Tables} from "../src/figures/tables.js";
import {StaffError} from "../src/intake/problem.js";

/** The book of a year; without a year the last one that is over. Throws StaffError on a year without data. */
export function bookOf(tables: Tables, year?: string): Book {
  if (!tables.figures.some(({view}) => view === "year"))
    throw new StaffError(
      `截至${tables.about[0]?.as_of ?? "这一天"},还没有任何年度的数据;请改写 --as-of,或把导出文件放进 data/exports 后再运行。`
    );
  const book = new Book(tables);
  if (year === undefined) return book;
  const {years} = book;
  const known = years.length ? `现有${years[0]}年至${years.at(-1)}年的数据` : "现在还没有任何年度的数据";
  if (!/^\d{4}$/.test(year)) throw new StaffError(`看不懂的年度“${year}”,应写成四位数字,如 --year 2024;${known}。`);
  if (!years.includes(Number(year)))
    throw new StaffError(`没有${year}年的数据,${known};请改写 --year,或把该年的导出文件放进 data/exports 后再运行。`);
  return new Book(tables, {year: Number(year)});
}
