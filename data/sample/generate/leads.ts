import type {Layout, Row} from "./csv.js";
import {plus} from "./days.js";
import {lastOf, of, type Series, type Year} from "./plan.js";
import {random} from "./random.js";

/** Leads of a year from proposals to the prosecution, and from its cases to proposals. */
const HANDED: Series = [2, 3, 4, 5, 7, 4];
const FILED: Series = [1, 2, 3, 3, 4, 3];
const ADVICES: Series = [1, 2, 3, 4, 3, 3];
const TO_PROPOSALS: Series = [1, 1, 1, 2, 2, 1];

/** The leads of a year by date; each names a proposal of the year's session. */
export function leads(year: Year, proposals: readonly Row[]): Row[] {
  const rng = random(`leads ${year.year}`);
  const filed = proposals.filter(({review, plenary}) => review === "立案" && plenary);
  const last = lastOf(year);
  const filings = of(FILED, year.year);
  const advices = rng.split(of(ADVICES, year.year), filings);
  const count = of(HANDED, year.year);
  return rng
    .sample(filed, count + of(TO_PROPOSALS, year.year))
    .map((proposal, i): Row => {
      const out = i < count;
      const handed = plus(`${year.year}-03-01`, rng.int(0, year.year === 2025 ? 200 : 270));
      const closed = plus(handed, rng.int(50, 110));
      const filing = i < filings;
      return {
        direction: out ? "提案转线索" : "线索转提案",
        session: year.session,
        proposal: proposal.number,
        handed,
        filed: out ? filing : undefined,
        advices: filing ? advices[i] || undefined : undefined,
        closed: closed <= last ? closed : undefined,
        result: closed > last ? undefined : filing ? "检察建议已回复" : out ? "移交职能部门办理" : "已提交提案"
      };
    })
    .sort((a, b) => (String(a.handed) < String(b.handed) ? -1 : 1))
    .map((row, i) => ({...row, number: `XS${year.year}-${String(i + 1).padStart(2, "0")}`}));
}

export const LEADS: Layout = {
  name: "提案公益诉讼衔接线索_20251031.csv",
  encoding: "utf-8",
  eol: "\n",
  columns: [
    ["线索编号", "number"],
    ["方向", "direction"],
    ["提案届次", "session"],
    ["提案编号", "proposal"],
    ["移送日期", "handed"],
    ["是否立案", "filed"],
    ["检察建议份数", "advices"],
    ["办结日期", "closed"],
    ["结果", "result"]
  ],
  dates: "dash",
  separator: "、"
};

/** One lead of 2021 names a proposal that there is not. */
export const blemishLeads = (rows: Row[]): Row[] =>
  rows.map(row => (row.number === "XS2021-02" ? {...row, proposal: "0999"} : row));
