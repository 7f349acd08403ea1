import {describe, expect, test} from "vitest";
import {bookOf, type Office} from "./office.js";

const numbers = (count: number) => Array.from({length: count}, (_, i) => i + 1);

/** An office whose proposals have a column of its own, 来源说明. */
const withColumn = (type: string, values: string[], tables: Record<string, string[]>): Office => ({
  exports: {
    "提案.csv": [
      "提案编号,届次,案由,类别,提交日期,审查结果,来源说明",
      ...values.map((value, i) => `${i + 1},十一届三次,事项${i},教育,2024-01-14,立案,${value}`)
    ]
  },
  reference: {"columns.csv": ["种类,表头,对应,类型", `提案,来源说明,自定义,${type}`], ...tables}
});
const metrics = {"metrics.csv": ["指标,单位,来源,统计,条件,维度", "来源提案,件,提案,件数,,来源说明"]};
const charts = {"charts.csv": ["图表,形状,指标,维度,年数,页面,标题", "来源,排行,提交提案,来源说明,,,"]};
const scope = {year: 2024};
const of = (files: Office) => bookOf(files, scope, "2025-01-31");

describe("an own column whose values would say of each item what it is", () => {
  const each = numbers(21).map(i => `第${i}批线索`);

  test.each([
    ["metrics.csv", metrics],
    ["charts.csv", charts]
  ])("is no dimension of %s, which says the line and what to write", (file, tables) =>
    expect(of(withColumn("文字", each, tables))).rejects.toThrow(
      `参考表 ${file} 第 2 行：「来源说明」21处里有21个不同的值，几乎一处一个，不能作维度，否则各件的内容会写进公布的数字；请改用只有几类的列；确实可以逐个公布的，在 columns.csv 里把它的「类型」写成“文字（可公开）”。`
    )
  );

  test("not of several values each either, nor where sentences stand in it or more classes than anyone reads", async () => {
    await expect(of(withColumn("多项", each, metrics))).rejects.toThrow(/第 2 行：「来源说明」21处.*“多项（可公开）”/);
    const told = [
      "群众来信反映小区门口的路灯坏了半年没有人来修理",
      "走访企业时了解到的用工难和融资难两个方面的问题",
      ""
    ];
    await expect(of(withColumn("文字", told, metrics))).rejects.toThrow(/第 2 行：「来源说明」里面是一段一段的文字/);
    const many = numbers(122).map(i => `村${i % 61}`);
    await expect(of(withColumn("文字", many, metrics))).rejects.toThrow(/「来源说明」有61个不同的值，超过60个/);
  });

  test("is one where the office says that it may be published, and where a few classes stand in it", async () => {
    const open = await of(withColumn("文字（可公开）", each, metrics));
    expect(open.value(open.catalogue.byLabel("来源提案：第7批线索")!.id)).toBe(1);
    const few = await of(
      withColumn(
        "文字",
        numbers(21).map(i => `村${i % 3}`),
        {...metrics, ...charts}
      )
    );
    expect(few.value(few.catalogue.byLabel("来源提案：村0")!.id)).toBe(7);
  });
});

test("a column of ours is read by what stands in it: a word for the result is a class, a sentence is none", async () => {
  const leads = (results: string[]): Office => ({
    exports: {
      "线索.csv": [
        "线索编号,方向,移送日期,是否立案,结果",
        ...results.map((result, i) => `X${i},提案转线索,2024-03-01,是,${result}`)
      ]
    },
    reference: {"metrics.csv": ["指标,单位,来源,统计,条件,维度", "线索结果,件,公益诉讼线索,件数,,结果"]}
  });
  const classes = await of(leads(["已整改", "已整改", "办理中"]));
  expect(classes.value(classes.catalogue.byLabel("线索结果：已整改")!.id)).toBe(2);
  await expect(of(leads(["发出检察建议后河道沿线三处排污口已全部封堵完毕"]))).rejects.toThrow(
    /metrics\.csv 第 2 行：「结果」里面是一段一段的文字，不能作维度/
  );
});
