import type {Layout, Row} from "./csv.js";
import {APPRAISED_COUNT, APPRAISED_UNITS, of, type Series, type Year} from "./plan.js";
import {random} from "./random.js";

/** Ballots returned and satisfied over all units of a year: those of the ledger's rates. */
const RETURNED: Series = [154, 206, 248, 252, 300, 148];
const SATISFIED: Series = [144, 194, 237, 244, 294, 143];

/** The votes of a year, at the meetings of 民主评议, each unit once. */
export function appraisals(year: Year, activities: readonly Row[]): Row[] {
  const rng = random(`appraisals ${year.year}`);
  const count = year.year === 2025 ? 3 : of(APPRAISED_COUNT, year.year);
  const meetings = activities.filter(({type}) => type === "民主评议");
  const returned = rng.split(of(RETURNED, year.year), count, 44);
  const against = rng.split(of(RETURNED, year.year) - of(SATISFIED, year.year), count);
  return returned
    .map((votes, i): Row => {
      const dissatisfied = Math.floor(against[i]! / 2);
      const satisfied = votes - against[i]!;
      return {
        year: year.year,
        unit: APPRAISED_UNITS[i]!,
        held: meetings[i % meetings.length]!.started,
        issued: votes + rng.int(0, 3),
        returned: votes,
        satisfied,
        basic: against[i]! - dissatisfied,
        dissatisfied,
        rate: `${(Math.round((satisfied / votes) * 1000) / 10).toFixed(1)}%`
      };
    })
    .sort((a, b) => (String(a.held) < String(b.held) ? -1 : 1));
}

export const APPRAISALS: Layout = {
  name: "民主评议测评汇总_20251031.csv",
  encoding: "utf-8",
  eol: "\n",
  columns: [
    ["年度", "year"],
    ["单位", "unit"],
    ["评议日期", "held"],
    ["发出票数", "issued"],
    ["收回票数", "returned"],
    ["满意", "satisfied"],
    ["基本满意", "basic"],
    ["不满意", "dissatisfied"],
    ["测评满意率", "rate"]
  ],
  dates: "han",
  separator: "、",
  spell: {unit: {区教育局: "区教委"}}
};
