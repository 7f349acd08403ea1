import type {Warehouse} from "../../loaders/query.js";
import {StaffError} from "../../src/intake/problem.js";
import {Roll} from "../../src/members/roll.js";
import type {CountRow, KnownRow, MemberYear, PointsRow} from "../../src/members/rows.js";

/** The members of all years. Throws StaffError where no roster names one in office. */
export async function rollOf(open: Warehouse): Promise<Roll> {
  const roll = new Roll({
    records: await open.dataset<MemberYear>("members-records"),
    counts: await open.dataset<CountRow>("members-counts"),
    points: await open.dataset<PointsRow>("members-points"),
    known: await open.dataset<KnownRow>("members-known")
  });
  if (roll.years.length === 0)
    throw new StaffError("没有委员名册，或者名册里没有在任的委员；请把委员名册放进 exports 文件夹，再运行一次。");
  return roll;
}

/** A year that the roster covers: the one asked for, else the last that is over, else the last. Throws StaffError. */
export async function yearOf(open: Warehouse, roll: Roll, asked: string | undefined): Promise<number> {
  if (asked !== undefined) {
    if (!/^\d{4}$/.test(asked))
      throw new StaffError(
        `--year 后面的年度“${asked}”看不懂，应写成 2024 的样子；名册覆盖的年度有${roll.years.join("、")}。`
      );
    if (roll.years.includes(Number(asked))) return Number(asked);
    throw new StaffError(
      `${asked}年没有可以做的履职档案：做得出的是名册里有在任委员、导出文件里又有数据的年度，有${roll.years.join("、")}。`
    );
  }
  const whole = await open.rows<{year: number}>(
    "select year from periods where view = 'year' and basis = 'calendar' and complete order by year desc"
  );
  return whole.map(({year}) => Number(year)).find(year => roll.years.includes(year)) ?? roll.years.at(-1)!;
}
