import {cpSync, mkdirSync, mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {PlaceYear} from "../../reports/places/tables.js";

/** A province of three places, with metrics of its own: every aggregate and kind of condition. Gives its folder. */
export function province(): string {
  const data = mkdtempSync(join(tmpdir(), "shards-"));
  mkdirSync(join(data, "reference"));
  writeFileSync(
    join(data, "reference/places.csv"),
    "地区,上级,级别,代码,文件夹\n江省,,省,,\n江城市,江省,市,,\n甲区,江城市,区,,jia\n乙区,江城市,区,,yi\n丙县,江省,县,,bing\n"
  );
  // The office's own metrics: every aggregate and every kind of condition, over lists, flags, dates and texts.
  writeFileSync(
    join(data, "reference/metrics.csv"),
    [
      "指标,单位,来源,统计,条件,年度",
      "答复天数平均,天,提案,平均 答复用时,立案 = 是,",
      "联名最多,人,提案,最大 提案人数,,",
      "会办单位数,个,提案,去重 会办单位,会办单位 有,",
      "道路提案,件,提案,件数,案由 含 路、桥,",
      "有引号的提案,件,提案,件数,案由 含 '路',",
      "有斜线的单位,个,提案,去重 会办单位,会办单位 含 \\,",
      "非道路提案,件,提案,件数,案由 不含 路;类别 无,",
      "春季提案,件,提案,件数,提交日期 >= 2024-01-05;提交日期 <= 2024-03-31,",
      "教育会办,件,提案,件数,会办单位 = 教育局、教委,",
      "不重点,件,提案,件数,重点提案 = 否,",
      "人均道路,%,指标,道路提案 ÷ 提交提案,,",
      "两年提案,件,提案,件数,,2年累计",
      "两年提案人,人,提案,去重 提案者,立案 = 是,2年累计",
      "三年会办单位,个,提案,去重 会办单位,,3年累计",
      "两年答复用时,天,提案,中位数 答复用时,,2年累计",
      "两年人均,件,指标,两年提案 ÷ 两年提案人,,"
    ].join("\n")
  );
  for (const [folder, from] of [
    ["jia", "data/sample"],
    ["yi", "tests/offices/riverside"],
    ["bing", "data/sample"]
  ] as const)
    for (const part of ["exports", "reference"])
      cpSync(join(from, part), join(data, "places", folder, part), {recursive: true});
  // What lines of values part and mark must come through it as it is.
  writeFileSync(
    join(data, "places/bing/exports/提案补.csv"),
    [
      "提案编号,届次,案由,提案者,提交日期,审查结果,会办单位",
      `"99001","五届三次","第一行\n第二行\t\\N的'路'","委员\\0001","2024-01-09","立案","甲'局、乙\\局、\\N"`,
      `"99002","五届三次","\\N","委员'0002","2024-01-09","立案","\\'局"`,
      ""
    ].join("\n")
  );
  return data;
}

/** Figures in an order of their own, to fifteen digits: sums of fractions differ in the last. */
export const sorted = (list: PlaceYear["figures"]) =>
  list
    .map(({place, metric, value, numerator, denominator, places}) => [
      place,
      metric,
      ...[value, numerator, denominator, places ?? null].map(each =>
        each === null ? null : Number(each.toPrecision(12))
      )
    ])
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
