import {describe, expect, test} from "vitest";
import {covered, elapsed} from "../src/figures/periods.js";
import {targetsOf} from "../src/figures/targets.js";
import {accrues, progress} from "../src/metrics/target.js";
import {catalogue, metricByLabel} from "./catalogue.js";
import {bookOf, type Office} from "./office.js";

const metric = (label: string) => metricByLabel(label)!;

/** label, value, target, comparison, elapsed → what is said. */
const cases: [string, number | null, number, string, number, string][] = [
  ["协商活动", 20, 20, "以上", 0.5, "已完成(20次,目标20次以上,完成100%)"],
  ["协商活动", 19, 20, "以上", 0.95, "按进度(19次,目标20次以上,完成95%,时间已过95%)"],
  ["协商活动", 19, 20, "以上", 0.96, "滞后(19次,目标20次以上,完成95%,时间已过96%)"],
  ["协商活动", 19, 20, "以上", 1, "滞后(19次,目标20次以上,完成95%)"],
  ["协商活动", 0, 20, "以上", 0.01, "滞后(0次,目标20次以上,完成0%,时间已过1%)"],
  ["协商活动", 0, 0, "以上", 0.5, "已完成(0次,目标0次以上)"],
  ["协商活动", 24, 20, "等于", 1, "滞后(24次,目标20次,完成120%)"],
  ["协商活动", 15, 20, "等于", 0.7, "按进度(15次,目标20次,完成75%,时间已过70%)"],
  ["协商活动", 20, 20, "等于", 1, "已完成(20次,目标20次,完成100%)"],
  // At most so many: only the end of the year shows that it was kept.
  ["协商活动", 5, 20, "以下", 0.5, "按进度(5次,目标20次以下,完成25%,时间已过50%)"],
  ["协商活动", 15, 20, "以下", 0.5, "滞后(15次,目标20次以下,完成75%,时间已过50%)"],
  ["协商活动", 15, 20, "以下", 1, "已完成(15次,目标20次以下,完成75%)"],
  ["协商活动", 21, 20, "以下", 0.5, "滞后(21次,目标20次以下,完成105%,时间已过50%)"],
  ["双向评价满意率", 0.95, 95, "以上", 0.5, "已完成(95%,目标95%以上)"],
  // Printed with one decimal it would be 95%, and is not.
  ["双向评价满意率", 0.9496, 95, "以上", 1, "滞后(94.96%,目标95%以上)"],
  ["双向评价满意率", 2374 / 2500, 95, "以上", 1, "滞后(94.96%,目标95%以上)"],
  ["双向评价满意率", 0.949996, 95, "以上", 1, "滞后(94.9996%,目标95%以上)"],
  ["双向评价满意率", 123 / 125, 98.4, "以上", 1, "已完成(98.4%,目标98.4%以上)"],
  ["双向评价满意率", 0.9504, 95, "以下", 1, "滞后(95.04%,目标95%以下)"],
  // A median has no pace and no share: it is held against its target alone.
  ["答复用时中位数", 21.6, 80, "以下", 0.97, "已完成(21.6天,目标80天以下)"],
  ["答复用时中位数", 81, 80, "以下", 0.5, "滞后(81天,目标80天以下)"],
  ["答复用时中位数", 60, 80, "以上", 0.5, "滞后(60天,目标80天以上)"],
  ["协商活动", null, 20, "以上", 0.5, "无数据(目标20次以上)"]
];

test.each(cases)("%s %d of %d %s at %d", (label, value, target, comparison, elapsed, said) => {
  expect(
    progress(metric(label), value, target, comparison, elapsed, {accrues: accrues(catalogue, metric(label))}).said
  ).toBe(said);
});

test("an unknown comparison is refused", () =>
  expect(() => progress(metric("协商活动"), 1, 2, "超过", 1)).toThrow("invalid comparison: 超过"));

describe("the share of the year is counted in the metric's own time", () => {
  const files: Office = {
    exports: {
      "p.csv": [
        "流水号,届次,案由,第一提案人,提交日期,审查结果,主办单位",
        "A1,十一届二次,关于甲的提案,委员1,2024-03-01,立案,区教育局",
        "A2,十一届二次,关于乙的提案,委员2,2024-03-01,立案,区教育局"
      ],
      "h.csv": [
        "活动编号,活动名称,活动类型,开始日期,场次",
        "H1,示例一,对口协商,2024-03-01,4",
        "H2,示例二,专题协商,2024-04-01,1"
      ]
    },
    reference: {
      "sessions.csv": [
        "届次,届,次,开幕日期,闭幕日期,年度",
        "十一届一次,11,1,2023-01-10,2023-01-13,2023",
        "十一届二次,11,2,2024-03-01,2024-03-04,2024",
        "十一届三次,11,3,2025-01-10,2025-01-13,2025"
      ],
      "targets.csv": [
        "年度,指标,目标,比较",
        "2024,提交提案,4,以上",
        "2024,协商活动,10,以上",
        "2024,民主监督活动,10,以上"
      ]
    }
  };

  test("session years from opening to opening, calendar years from January to December", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-06-30");
    // 122 of the 315 days between the plenaries; 182 of 366 days.
    expect(elapsed(book, "session")).toBeCloseTo(122 / 315, 10);
    expect(elapsed(book, "calendar")).toBeCloseTo(182 / 366, 10);
    expect(targetsOf(book).map(({metric, said}) => `${metric.label}:${said}`)).toEqual([
      "协商活动:按进度(5次,目标10次以上,完成50%,时间已过49%)",
      "提交提案:按进度(2件,目标4件以上,完成50%,时间已过38%)",
      // 对口协商 counts toward both.
      "民主监督活动:滞后(4次,目标10次以上,完成40%,时间已过49%)"
    ]);
  });

  test("a session year is over when the next plenary opens, not on 31 December", async () => {
    const at = async (asOf: string) => {
      const book = await bookOf(files, {year: 2024}, asOf);
      expect(elapsed(book, "calendar")).toBe(1);
      const said = targetsOf(book).find(({metric}) => metric.label === "提交提案")!.said;
      return [elapsed(book, "session"), said, covered(book, 2024, "session")];
    };
    expect(await at("2024-12-31")).toEqual([
      306 / 315,
      "滞后(2件,目标4件以上,完成50%,时间已过97%)",
      "2023年12月1日至2024年12月31日"
    ]);
    expect((await at("2025-01-05"))[0]).toBeCloseTo(311 / 315, 10);
    const over = [1, "滞后(2件,目标4件以上,完成50%)", "2023年12月1日至2025年1月9日"];
    expect(await at("2025-01-09")).toEqual(over);
    expect(await at("2025-06-30")).toEqual(over);
  });

  test("at a chosen date, the year is as far as it was then", async () => {
    const book = await bookOf(files, {year: 2024, asOf: "2024-03-31"}, "2024-12-31");
    expect(elapsed(book, "calendar")).toBeCloseTo(91 / 366, 10);
    expect(targetsOf(book).find(({metric}) => metric.label === "协商活动")!.said).toBe(
      "按进度(4次,目标10次以上,完成40%,时间已过24%)"
    );
  });
});
