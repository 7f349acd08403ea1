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

  test("that is later than all else is the date of the data where nobody said it: the year before is cut there too", async () => {
    // 2024-09-15 is 245 days after the plenary opened: 2023-09-10 of the year before.
    expect(await counted("2024-09-15")).toEqual([
      [1, 1],
      [1, 1],
      [1, 1]
    ]);
  });

  test("that is planned happened on no day: it is known at every date, and no date of the data", async () => {
    const office = files("2024-09-15");
    const limit = (lines: string[]) => lines.map(line => line.replaceAll("面复日期", "面复期限"));
    for (const [name, lines] of Object.entries(office.exports)) Object.assign(office.exports, {[name]: limit(lines)});
    for (const [name, lines] of Object.entries(office.reference))
      Object.assign(office.reference, {[name]: limit(lines)});
    const book = await bookOf(office, {year: 2024});
    const {id} = book.catalogue.byLabel("面复提案")!;
    expect([book.value(id), book.value(id, 2023), book.view]).toEqual([1, 2, "2024-03-01"]);
  });
});

describe("numbers of the office's own whose unit the years write otherwise", () => {
  const head = "活动编号,活动名称,活动类型,活动日期,";
  const files = (first: string, second: string, metrics: string[] = [], more: string[] = []) => ({
    exports: {
      "活动2023.csv": [`${head}${first}`, "H1,视察,视察,2023-02-01,1000", "H2,调研,调研,2023-03-01,500"],
      "活动2024.csv": [`${head}${second}`, "H1,视察,视察,2024-02-01,0.2", "H2,调研,调研,2024-03-01,0.33"]
    },
    reference: {
      "columns.csv": ["种类,表头,对应,类型", "履职活动,支出,自定义,数字", "履职活动,费用,支出,", ...more],
      "metrics.csv": ["指标,单位,来源,统计", ...metrics]
    }
  });
  const values = async (office: ReturnType<typeof files>, label: string) => {
    const book = await bookOf(office, {year: 2024}, "2024-12-31");
    const {id} = book.catalogue.byLabel(label)!;
    return [book.value(id, 2023), book.value(id)];
  };
  const told = (office: ReturnType<typeof files>) =>
    asked(office, undefined, open =>
      open.rows(`select name, message from problems where code = 'own-unit' order by all`)
    );

  test("are converted to the unit of the metric that measures them, and it is told", async () => {
    const one = files("支出（元）", "费用（万元）", ["活动支出,元,履职活动,合计 支出"]);
    expect(await values(one, "活动支出")).toEqual([1500, 5300]);
    expect((await told(one)).map(row => Object.values(row))).toEqual([
      ["活动2024.csv", "活动2024.csv「费用（万元）」:以万元计，已换算成元，与别的文件相加,核对后可以不改"]
    ]);
    expect(await values(files("支出（元）", "支出（万元）", ["活动支出,万元,履职活动,合计 支出"]), "活动支出")).toEqual(
      [0.15, 0.53]
    );
  });

  test("of metrics in several units each is in its own", async () => {
    const metrics = [
      "活动支出,万元,履职活动,合计 支出",
      "最高支出,元,履职活动,最大 支出",
      "平均支出,千元,履职活动,平均 支出"
    ];
    const office = files("支出（元）", "支出（万元）", metrics);
    expect(await values(office, "最高支出")).toEqual([1000, 3300]);
    expect(await values(office, "平均支出")).toEqual([0.75, 2.65]);
    // The header of columns.csv says the unit: the column is in it.
    const said = files("支出（元）", "支出（万元）", ["支出合计,万元,履职活动,合计 支出"]);
    said.reference["columns.csv"] = ["种类,表头,对应,类型", "履职活动,支出（元）,自定义,数字"];
    expect(await values(said, "支出合计")).toEqual([0.15, 0.53]);
  });

  test("are not added where they do not convert: the file is told, its figure is not whole", async () => {
    const office = files("支出（元）", "支出（人）", ["活动支出,元,履职活动,合计 支出"]);
    expect(await values(office, "活动支出")).toEqual([1500, null]);
    expect((await told(office)).map(row => Object.values(row))).toEqual([
      [
        "活动2024.csv",
        "活动2024.csv「支出（人）」:以人计，别处以元计，不能换算，这一列没有读,单位写错的请改正；不是同一项的，在 columns.csv 里另写一列"
      ]
    ]);
  });

  test("stop a metric whose unit is another", async () => {
    const office = files("支出（元）", "支出（元）", ["活动支出,小时,履职活动,合计 支出"]);
    await expect(values(office, "活动支出")).rejects.toThrow(
      /metrics\.csv 第 2 行：「支出」以元计，不能换算成单位“小时”/
    );
  });

  test("whose cells say the unit that the header does not are converted to that of the metric, or refused with the line", async () => {
    const office = files("支出", "支出", ["活动支出,万元,履职活动,合计 支出"]);
    const [first, second] = Object.keys(office.exports) as ["活动2023.csv", "活动2024.csv"];
    office.exports[first] = [`${head}支出`, "H1,视察,视察,2023-02-01,5000元", "H2,调研,调研,2023-03-01,0.5万元"];
    office.exports[second] = [
      `${head}支出`,
      "H1,视察,视察,2024-02-01,3.2亿元",
      "H2,调研,调研,2024-03-01,2",
      "H3,走访,视察,2024-04-01,0.1亿",
      "H4,座谈,视察,2024-05-01,3人"
    ];
    expect(await values(office, "活动支出")).toEqual([1, 32002]);
    const unit = await asked(office, undefined, open =>
      open.rows(`select message from problems where code = 'unit' order by line`)
    );
    expect(unit.map(row => Object.values(row)[0])).toEqual([
      "活动2024.csv 第 4 行「支出」:看不出是否以万元计“0.1亿”,应写成以万元计的数,不带万、亿",
      "活动2024.csv 第 5 行「支出」:单位不是万元,也不能换算成万元“3人”,应写成以万元计的数,单位不写"
    ]);
  });

  test("whose cells alone say a unit are worked out in one, which is told; of several kinds none is read", async () => {
    const office = files("支出", "费用（万元）", ["大额活动,次,履职活动,件数"]);
    office.reference["metrics.csv"] = ["指标,单位,来源,统计,条件", "大额活动,次,履职活动,件数,支出 >= 0.4"];
    office.exports["活动2023.csv"] = [
      `${head}支出`,
      "H1,视察,视察,2023-02-01,5000元",
      "H2,调研,调研,2023-03-01,0.3万元",
      "H3,走访,视察,2023-04-01,0.4万元"
    ];
    const all = (lines: string) => `select message from problems where code in (${lines}) order by line`;
    // The first file says 元, the column is in it: 5000 元, 4000 元; 2024 has 2000 and 3300 元.
    office.reference["metrics.csv"][1] = "大额活动,次,履职活动,件数,支出 >= 3300";
    expect(await values(office, "大额活动")).toEqual([2, 1]);
    const told = await asked(office, undefined, open => open.rows(all("'said-unit', 'own-unit'")));
    expect(told.map(row => Object.values(row)[0])).toEqual([
      "活动2024.csv「费用（万元）」:以万元计，已换算成元，与别的文件相加,核对后可以不改",
      ...[2, 3, 4].map(
        (line, i) =>
          `活动2023.csv 第 ${line} 行「支出」:表头没有写单位，这里写了，按元计“${["5000元", "0.3万元", "0.4万元"][i]}”,请在表头写明单位；同一列里没有写单位的数也按元计`
      )
    ]);
    office.exports["活动2023.csv"][2] = "H2,调研,调研,2023-03-01,3小时";
    expect(await values(office, "大额活动")).toEqual([null, 1]);
  });

  test("whose metric says the unit: a cell that says another is worked out in it, and that bare ones are in it is told", async () => {
    const office = files("支出", "支出", ["支出合计,万元,履职活动,合计 支出"]);
    office.exports["活动2023.csv"] = [
      `${head}支出`,
      "H1,视察,视察,2023-02-01,5000元",
      "H2,调研,调研,2023-03-01,3",
      "H3,走访,视察,2023-04-01,0.4万元"
    ];
    expect((await values(office, "支出合计"))[0]).toBe(3.9);
    const told = await asked(office, undefined, open =>
      open.rows("select message from problems where code = 'said-unit'")
    );
    expect(told.map(row => Object.values(row)[0])).toEqual([
      "活动2023.csv 第 2 行「支出」:表头没有写单位，这里写了，按万元计“5000元”,请在表头写明单位；同一列里没有写单位的数也按万元计"
    ]);
  });
});

describe("metrics of columns that a year lacks or leaves blank", () => {
  const head = "活动编号,活动名称,活动类型,活动日期,承办部门";
  const metrics: [name: string, count: string, where: string][] = [
    ["有支出", "件数", "支出 有"],
    ["无支出", "件数", "支出 无"],
    ["支出不等", "件数", "支出 != 2"],
    ["支出合计", "合计 支出", ""],
    ["支出最大", "最大 支出", ""],
    ["支出平均", "平均 支出", ""],
    ["支出中位", "中位数 支出", ""],
    ["领域数", "去重 领域", ""],
    ["不含教育", "件数", "领域 不含 教育"],
    ["不是教育", "件数", "领域 != 教育"],
    ["没有领域", "件数", "领域 无"],
    ["建议平均", "平均 建议条数", ""],
    ["无建议", "件数", "建议条数 无"]
  ];
  const spans = ["", "两年累计", "本届累计"];
  const office = {
    exports: {
      "活动2022.csv": [
        `${head},支出,领域,建议条数`,
        "H1,甲,视察,2022-02-01,经济委,3,教育、养老,5",
        "H2,乙,视察,2022-02-02,教育委,,养老,",
        "H3,丙,视察,2022-02-03,经济委,5,,3"
      ],
      "活动2023.csv": [head, "H1,甲,视察,2023-02-01,经济委", "H2,乙,视察,2023-02-02,教育委"],
      "活动2024.csv": [
        `${head},支出,领域,建议条数`,
        "H1,甲,视察,2024-02-01,经济委,,,",
        "H2,乙,视察,2024-02-02,教育委,,,"
      ]
    },
    reference: {
      "columns.csv": ["种类,表头,对应,类型", "履职活动,支出,自定义,数字", "履职活动,领域,自定义,多项"],
      "sessions.csv": [
        "届次,届,次,开幕日期,闭幕日期,年度",
        ...[2022, 2023, 2024].map((year, i) => `十一届${"一二三"[i]}次,11,${i + 1},${year}-01-09,${year}-01-12,${year}`)
      ],
      "metrics.csv": [
        "指标,单位,来源,统计,条件,维度,年度",
        ...metrics.flatMap(([name, count, where]) =>
          spans.map(span => `${name}${span},次,履职活动,${count},${where},,${span}`)
        ),
        "部门支出,元,履职活动,合计 支出,,承办部门,"
      ]
    }
  };
  const years = async (label: string) => {
    const book = await bookOf(office, {year: 2024}, "2024-12-31");
    const {id} = book.catalogue.byLabel(label)!;
    return [2022, 2023, 2024].map(year => book.value(id, year));
  };

  // Of a column of numbers that is blank throughout a year nothing is known; of words none stands there.
  test.each([
    ["有支出", [2, null, null]],
    ["无支出", [1, null, null]],
    ["支出不等", [3, null, null]],
    ["支出合计", [8, null, null]],
    ["支出最大", [5, null, null]],
    ["支出平均", [4, null, null]],
    ["支出中位", [4, null, null]],
    ["领域数", [2, null, 0]],
    ["不含教育", [2, null, 2]],
    ["不是教育", [2, null, 2]],
    ["没有领域", [1, null, 2]],
    ["建议平均", [4, null, null]],
    ["无建议", [1, null, null]]
  ])("%s", async (label, expected) => {
    expect(await years(label)).toEqual(expected);
    // Over two years and the term, 2023 lacks what they are made of.
    expect((await years(`${label}两年累计`)).slice(1)).toEqual([null, null]);
    expect((await years(`${label}本届累计`)).slice(1)).toEqual([null, null]);
  });

  test("the sum of an item whose rows all leave it blank is not known", async () => {
    expect(await years("部门支出")).toEqual([8, null, null]);
    expect(await years("部门支出：经济委")).toEqual([8, null, null]);
    expect(await years("部门支出：教育委")).toEqual([null, null, null]);
  });
});
