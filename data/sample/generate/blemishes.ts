import type {Layout, Row} from "./csv.js";

/** Titles that CSV and code pages get wrong: commas, line breaks, characters of four bytes. */
const TITLES: Record<number, [line: number, title: string][]> = {
  2021: [[40, "关于整治背街小巷,方便老旧小区居民出行的建议(示例)"]],
  2022: [[25, "关于方便姓名含“𬭎”“㐂”等生僻字居民办事的建议(示例)"]],
  2023: [[60, "关于完善社区食堂配套的建议\n——以示例甲街道为例(示例)"]],
  2024: [
    [33, "关于政务系统支持“㐂”等生僻字,减少群众往返的建议(示例)"],
    [90, "关于推进口袋公园建设的建议\n(附:示例乙街道选址清单)(示例)"]
  ]
};

/** A row exported twice, a unit misspelled, a column that nobody asked for. None of it touches 2024. */
export function blemishProposals(year: number, layout: Layout, rows: Row[]): [Layout, Row[]] {
  const named = rows.map((row, i) => {
    const title = TITLES[year]?.find(([line]) => line === i)?.[1];
    const many = year === 2020 && Number(row.proposer_count) >= 8;
    return {
      ...row,
      ...(title && {title}),
      ...(year === 2022 && i === 120 && {co_units: ["区发展改革局"], handling: "会办"}),
      ...(many && {proposer: `${row.proposer}等${row.proposer_count}人`}),
      contact: "已隐去"
    };
  });
  return [layout, year === 2020 ? [...named.slice(0, 101), named[100]!, ...named.slice(101)] : named];
}

/** The oldest file ends with its totals and who made it. */
export function blemishActivities(layout: Layout, rows: Row[]): [Layout, Row[]] {
  if (!layout.name.includes("2020")) return [layout, rows.map(blankSessions)];
  const sums = [
    "sessions",
    "members",
    "attendances",
    "people_served",
    "suggestions",
    "adopted",
    "outputs",
    "problems_solved",
    "speeches",
    "instructions"
  ];
  const total = layout.columns.map(([, field], i) =>
    i === 0 ? "合计" : sums.includes(field) ? String(rows.reduce((sum, row) => sum + Number(row[field] ?? 0), 0)) : ""
  );
  return [
    {...layout, below: [total, ["制表人\uff1a经办01", "", "", "审核人\uff1a经办02"]]},
    rows.map(row => ({...row, clerk: "经办01"}))
  ];
}

/** Many leave the number of sessions blank where it is one. */
function blankSessions(row: Row, i: number): Row {
  return row.sessions === 1 && i % 3 === 0 ? {...row, sessions: undefined} : row;
}

/** One date of 2021 that is no date. */
export function blemishOpinions(layout: Layout, rows: Row[]): [Layout, Row[]] {
  const wrong = rows.findIndex(row => String(row.received).startsWith("2021-05"));
  if (!layout.name.includes("2020")) return [layout, rows];
  return [layout, rows.map((row, i) => (i === wrong ? {...row, received: "2021.13.5"} : row))];
}
