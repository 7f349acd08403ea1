import writeExcelFile, {type CellObject, type Sheet} from "write-excel-file/node";
import type {Book} from "../../src/figures/book.js";
import {
  anyUnsure,
  below,
  gradesOf,
  groupings,
  overview,
  type Summary,
  summaries,
  unsureLabel,
  unsureNote
} from "../../src/members/overview.js";
import {staysWords} from "../../src/members/person.js";
import {recordOf} from "../../src/members/record.js";
import type {Roll} from "../../src/members/roll.js";
import {cell, columnWidth, font, head, notesSheet, titleRow} from "../../src/sheets/cells.js";
import {typeset} from "../../src/text/typeset.js";
import {printed} from "../documents/sheets/print.js";
import {settled} from "../documents/zip.js";

type Value = string | number | null;

/** `委员履职.xlsx`: every member of a year, each year by year, what points are made of, who is below `least`, groups. */
export async function membersBook(roll: Roll, year: number, least: number, book: Book): Promise<Uint8Array> {
  const list = summaries(roll, year);
  const some = roll.lacks([year]).length > 0 ? "（不完整，见说明）" : "";
  const unsure = anyUnsure(list);
  const heads = unsure ? [...memberHeads, unsureLabel] : memberHeads;
  const rowOf = (row: Summary) => (unsure ? [...memberRow(row), row.unsure] : memberRow(row));
  const sheets = [
    notesSheet(`${year}年委员履职 说明`, notes(roll, list, book, year, least)),
    sheetOf("委员", `${year}年委员履职${some}`, heads, list.map(rowOf)),
    sheetOf(`低于${least}分`, `${year}年得分低于${least}分的委员${some}`, heads, below(list, least).map(rowOf)),
    ...groupings.map(([field, label]) => {
      const groups = overview(list, field);
      const grades = gradesOf(list);
      return sheetOf(
        `按${label}`,
        `${year}年委员履职，按${label}${some}`,
        [label, "委员", "应出席", "出席", "提交提案的", "提案", "社情民意", "参加活动的", "得分中位数", ...grades],
        groups.map(group => [
          ...[group.name, group.members, group.due, group.present, group.proposing, group.proposals],
          ...[group.entries, group.active, group.points],
          ...grades.map(grade => group.grades[grade] ?? 0)
        ])
      );
    }),
    yearsSheet(roll, list),
    sheetOf(
      "得分明细",
      `${year}年得分明细${some}`,
      ["委员编号", "姓名", "事项", "条件", "次数", "得分"],
      list.flatMap(({member: {number, name}}) =>
        roll
          .points(year, number)
          .map(({event, condition, times, points}) => [number, name, event, condition, times, points])
      )
    )
  ];
  const bytes = await writeExcelFile(sheets, font).toBuffer();
  return settled(bytes, book.tables.about[0]!.as_of, {part: printed(sheets)});
}

const notes = (roll: Roll, list: readonly Summary[], book: Book, year: number, least: number): [string, string][] => [
  ["内部资料", "本表有姓名、编号和得分，只在单位内部使用，不对外提供。"],
  [
    "年度",
    `${year}年，${book.tables.about[0]!.as_of.slice(0, 10)}以前的数据；委员为年末（未完的年度为截至日期）在任的，和年内离任、有履职记录的（有离任日期）；按界别、党派、专委会的和低于分数线的只计在任的。`
  ],
  ["姓名对应", "导出文件里的姓名按委员编号、没有编号的按当天在任的同名委员对应；对不上的不计入任何人，见问题清单。"],
  ...(anyUnsure(list) ? [[unsureLabel, unsureNote] as [string, string]] : []),
  ["空白", "“—”为这一年的导出文件不能得出，不是零。"],
  [
    "得分",
    list.some(({points}) => points !== null)
      ? `按计分表（points.csv）逐项计算，超过上限的按上限；“低于${least}分”只列有得分的委员。`
      : `这一年没有得分：没有计分表（points.csv），或者缺少它要用的导出文件；“低于${least}分”没有列出。`
  ],
  ...roll.notes(roll.years).map((note): [string, string] => ["记录", typeset(note)])
];

const memberHeads = [
  ...["委员编号", "姓名", "性别", "民族", "界别", "党派", "专委会", "职务", "届次", "任职日期", "离任日期", "任职经历"],
  ...["应出席", "出席", "请假", "缺席", "第一提案人", "联名人", "社情民意", "采用", "参加活动", "发言", "得分", "等次"]
];

function memberRow(row: Summary): Value[] {
  const {number, name, gender, ethnicity, sector, party, committee, office, term, appointed, ended, serving} =
    row.member;
  return [
    ...[number, name, gender, ethnicity, sector, party, committee, office, term, appointed, serving ? null : ended],
    staysWords(row.member),
    ...[row.due, row.present, row.leave, row.absent, row.proposed, row.joined, row.entries, row.adopted],
    ...[row.activities, row.speeches, row.points, row.grade]
  ];
}

/** Every member's record, a row a member and item, a column a year. */
function yearsSheet(roll: Roll, list: readonly Summary[]): Sheet<never> {
  const {years} = roll;
  return sheetOf(
    "分年",
    "委员履职分年",
    ["委员编号", "姓名", "类", "项目", ...years.map(year => `${year}年`)],
    list.flatMap(({member: {number, name}}) => {
      const record = recordOf(roll, number);
      return record.lines.map(({section, label, values}) => [
        ...[number, name, section, label],
        ...years.map(year => values[record.years.indexOf(year)] ?? null)
      ]);
    })
  );
}

function sheetOf(sheet: string, title: string, heads: readonly string[], rows: readonly Value[][]): Sheet<never> {
  const numeric = heads.map((_, i) => rows.some(row => typeof row[i] === "number"));
  const widths = heads.map((label, i) =>
    numeric[i] ? columnWidth([label], 8, 14) : columnWidth([label, ...rows.map(row => String(row[i] ?? ""))], 9, 28)
  );
  return {
    sheet,
    data: [
      titleRow(title, heads.length),
      heads.map((label, i) => head(label, numeric[i] ? "right" : "left")),
      ...rows.map(row => row.map((value): CellObject => valueCell(value)))
    ],
    columns: widths.map(width => ({width})),
    stickyRowsCount: 2,
    stickyColumnsCount: 2,
    orientation: "landscape",
    showGridLines: false
  };
}

const valueCell = (value: Value): CellObject =>
  typeof value === "number"
    ? ({...cell(""), value, type: Number, format: "0.##", align: "right"} as CellObject)
    : cell(value ?? "—");
