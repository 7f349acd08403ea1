import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {beforeAll, expect, test} from "vitest";
import {type PlaceYear, placeYear} from "../reports/places/tables.js";

const columns = "种类,表头,对应,类型";
const activities = (header: string, ...cells: string[]) => [
  `活动编号,活动名称,活动类型,活动日期${header}`,
  ...cells.map((cell, i) => `H${i},活动${i},视察,2024-02-0${i + 1}${cell}`)
];

/** Places whose own column of amounts says another unit, stands elsewhere in their table, or is not there. */
const files: Record<string, string[]> = {
  "reference/places.csv": [
    "地区,上级,级别,代码,文件夹",
    "江城市,,市,10,",
    ...["jia", "yi", "bing", "ding", "wu", "ji"].map(
      (folder, i) => `${"甲乙丙丁戊己"[i]}区,江城市,区,1${i + 1},${folder}`
    )
  ],
  "reference/columns.csv": [columns, "履职活动,支出,自定义,数字", "履职活动,形式,自定义,文字"],
  "reference/metrics.csv": [
    "指标,单位,来源,统计,条件",
    "活动支出,元,履职活动,合计 支出,",
    "最高支出,元,履职活动,最大 支出,",
    "不在线上,次,履职活动,件数,形式 != 线上"
  ],
  "places/jia/exports/活动.csv": activities(",支出（元）,形式", ",1000,线上", ",500,现场"),
  "places/jia/reference/columns.csv": [columns, "履职活动,形式,自定义,文字", "履职活动,支出,自定义,数字"],
  "places/yi/exports/活动.csv": activities(",支出（万元）", ",0.2", ",0.3"),
  "places/yi/reference/columns.csv": [columns, "履职活动,支出,自定义,数字"],
  "places/bing/exports/活动.csv": activities(",支出（万元）", ",0.1", ","),
  "places/bing/reference/columns.csv": [columns, "履职活动,支出（万元）,自定义,数字"],
  "places/ding/exports/活动.csv": activities("", "", ""),
  "places/wu/exports/活动.csv": activities(",支出", ",2千元", ",0.05万元"),
  "places/wu/reference/columns.csv": [columns, "履职活动,支出,自定义,数字"],
  "places/ji/exports/活动.csv": activities(",支出（人）", ",7", ",8"),
  "places/ji/reference/columns.csv": [columns, "履职活动,支出,自定义,数字"]
};

let year: PlaceYear;
beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), "places-own-"));
  try {
    for (const [name, lines] of Object.entries(files)) {
      mkdirSync(dirname(join(data, name)), {recursive: true});
      writeFileSync(join(data, name), `${lines.join("\n")}\n`);
    }
    year = await placeYear({data, asOf: "2024-12-31"}, "2024");
  } finally {
    rmSync(data, {recursive: true});
  }
});

const of = (label: string) => {
  const {id} = year.metrics.find(metric => metric.label === label)!;
  const figures = year.figures.filter(({metric}) => metric === id).map(({place, value}) => [place, value]);
  return Object.fromEntries(figures.sort());
};
const why = (label: string, place: string) =>
  year.lacking.find(lack => lack.place === place && lack.metric === `activities.${label}`)?.reason;

test("amounts of places are worked out in the unit of the upper level, whatever each writes", () => {
  expect(of("活动支出")).toMatchObject({甲区: 1500, 乙区: 5000, 丙区: 1000, 戊区: 2500});
  expect(of("最高支出")).toMatchObject({甲区: 1000, 乙区: 3000, 丙区: 1000, 戊区: 2000});
  expect(year.sums.find(({metric}) => metric === "activities.活动支出")).toMatchObject({place: "江城市", value: 10000});
});

test("of a place that has no such column, or whose unit does not convert, nothing is known: no 0, and it is told why", () => {
  expect(of("活动支出")).not.toHaveProperty("丁区");
  expect(of("活动支出").己区 ?? null).toBeNull();
  expect(of("不在线上")).toEqual({甲区: 1});
  expect(why("活动支出", "丁区")).toBe("2024年的导出文件没有「支出」列");
  expect(why("不在线上", "乙区")).toBe("2024年的导出文件没有「形式」列");
  expect(why("活动支出", "己区")).toMatch(/活动\.csv没有读到或没有读全|全是空白/);
});
