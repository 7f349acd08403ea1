import {describe, expect, test} from "vitest";
import {asked, bookOf} from "./office.js";

test("a column of the office's own is counted by a metric of its own, under another header in another year; a year without it is not known", async () => {
  const files = {
    exports: {
      "提案_2022.csv": ["提案编号,届次,案由,提交日期,审查结果,来件方式", "0001,十一届一次,己,2022-01-09,立案,网络"],
      "提案_2023.csv": ["提案编号,届次,案由,提交日期,审查结果", "0001,十一届二次,甲,2023-01-09,立案"],
      "提案_2024.csv": [
        "提案编号,届次,案由,提交日期,审查结果,来信渠道,涉及领域",
        "0001,十一届三次,乙,2024-01-14,立案,网络,教育、养老",
        "0002,十一届三次,丙,2024-01-14,立案,网络,教育",
        "0003,十一届三次,丁,2024-01-14,立案,来人,"
      ]
    },
    reference: {
      "columns.csv": [
        "种类,表头,对应,类型",
        "提案,来信渠道,自定义,文字",
        "提案,来件方式,来信渠道,",
        "提案,涉及领域,自定义,多项"
      ],
      "metrics.csv": [
        "指标,单位,来源,统计,条件,口径",
        "网络来件,件,提案,件数,来信渠道 = 网络,来信渠道为网络的提案。",
        "涉及领域数,个,提案,去重 涉及领域,,提案涉及的领域。"
      ]
    }
  };
  const figures = await asked(files, undefined, open =>
    open.rows(`select m.label, f.year, f.value from figures as f join metrics as m on m.id = f.metric
      where m.label in ('网络来件', '涉及领域数') and view = 'year' and main order by all`)
  );
  expect(figures.map(row => Object.values(row))).toEqual([
    ["涉及领域数", 2022, null],
    ["涉及领域数", 2023, null],
    ["涉及领域数", 2024, 2],
    ["网络来件", 2022, 1],
    ["网络来件", 2023, null],
    ["网络来件", 2024, 2]
  ]);
});

describe("a day of the office's own", () => {
  const head = "提案编号,届次,案由,提交日期,审查结果,交办日期,办结日期,面复日期";
  const files = (day: string) => ({
    exports: {
      "提案2023.csv": [
        head,
        "001,十一届二次,甲,2023-01-09,立案,2023-02-01,2023-03-01,2023-02-15",
        "002,十一届二次,乙,2023-01-09,立案,2023-02-01,2023-12-01,2023-12-01"
      ],
      "提案2024.csv": [
        head,
        `001,十一届三次,丙,2024-01-15,立案,2024-02-01,2024-03-01,${day}`,
        "002,十一届三次,丁,2024-01-15,立案,2024-02-01,,"
      ]
    },
    reference: {
      "columns.csv": ["种类,表头,对应,类型", "提案,面复日期,自定义,日期"],
      "metrics.csv": [
        "指标,单位,来源,统计,条件",
        "面复提案,件,提案,件数,面复日期 有",
        "未面复提案,件,提案,件数,面复日期 无"
      ]
    }
  });
  const counted = async (day: string, asOf?: string) => {
    const book = await bookOf(files(day), {year: 2024}, asOf);
    return ["办结提案", "面复提案", "未面复提案"].map(label => {
      const {id} = book.catalogue.byLabel(label)!;
      return [book.value(id), book.value(id, 2023)];
    });
  };

  test("that is later than the date of the data, or than the same day of the year before, is not known", async () => {
    expect(await counted("2024-02-15", "2024-04-15")).toEqual([
      [1, 1],
      [1, 1],
      [1, 1]
    ]);
    expect(await counted("2024-09-15", "2024-04-15")).toEqual([
      [1, 1],
      [0, 1],
      [2, 1]
    ]);
    expect(await counted("2024-09-15", "2024-12-31")).toEqual([
      [1, 2],
      [1, 2],
      [1, 0]
    ]);
  });

  test("that is later than all else counts where nobody said the date of the data", async () => {
    // The last event is 办结 on 2024-03-01, 46 days after the plenary opened: 2023-02-24 of the year before.
    expect(await counted("2024-09-15")).toEqual([
      [1, 0],
      [1, 1],
      [1, 1]
    ]);
  });
});
