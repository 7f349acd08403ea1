import readSheets from "read-excel-file/node";
import {expect, test} from "vitest";
import {unreadOf} from "../loaders/unread.js";
import {appendix, origin} from "../reports/documents/appendix.js";
import {records} from "../reports/documents/records.js";
import {workbook} from "../reports/documents/workbook.js";
import {rollOf} from "../reports/members/files.js";
import {storyOf} from "../reports/members/record.js";
import {membersBook} from "../reports/members/workbook.js";
import {readExports} from "../reports/problems/list.js";
import {story} from "../reports/story/story.js";
import {typesetStory} from "../reports/story/typeset.js";
import {captionOf} from "../src/figures/caption.js";
import {isBody} from "../src/intake/person-names.js";
import {StaffError} from "../src/intake/problem.js";
import {termNumber} from "../src/intake/terms.js";
import {below, groupings, overview, rateWords, summaries} from "../src/members/overview.js";
import {personWords} from "../src/members/person.js";
import {recordOf} from "../src/members/record.js";
import {typeset} from "../src/text/typeset.js";
import {asked, bookOf, type Office, office, told} from "./office.js";
import {sample, sampleBook} from "./sample.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "七届一次,7,1,2023-02-15,2023-02-18,2023",
  "七届二次,7,2,2024-02-20,2024-02-23,2024"
];
const points = [
  "事项,条件,分值,上限",
  "基础分,,60,",
  "出席,会议,2,3",
  "缺席,,-5,-6",
  "提交提案,第一提案人、立案,10,",
  "提交提案,联名人,1,",
  "提交社情民意,采用市政协,5,",
  "发言,,3,",
  "等次,优秀,80,",
  "等次,称职,60,",
  "等次,不称职,0,"
];
const roster = [
  "委员编号,姓名,界别,专委会,届次,任职日期,离任日期",
  "W1,张甲,教育界,提案委,七届,,",
  "W2,李乙,教育界,提案委,七届,,2024-04-30",
  "W3,王丙,科技界,社法委,七届,2024-01-10,",
  "W4,王丙,科技界,社法委,七届,,",
  "W5,赵丁,,社法委,七届,,",
  "W6,孙戊,科技界,提案委,六届,2018-01-01,2023-01-31"
];
const attendance = (rows: string[]) => ["会议或活动编号,名称,日期,类别,委员编号,姓名,出席情况", ...rows];
const little: Office = {
  exports: {
    "委员名册.csv": roster,
    "出席记录.csv": attendance([
      "Q1,全体会议,2024-02-20,全体会议,W1,张甲,出席",
      "Q1,全体会议,2024-02-20,全体会议,W2,李乙,请假",
      "Q1,全体会议,2024-02-20,全体会议,W4,王丙,缺席",
      "Q1,全体会议,2024-02-20,全体会议,W5,赵丁,列席",
      "Q2,常委会会议,2024-03-20,常委会会议,W1,张甲,出席",
      "Q3,常委会会议,2024-04-20,常委会会议,W4,王丙,缺席",
      "H1,某地视察,2024-05-20,视察,W1,张甲,出席"
    ]),
    "提案.csv": [
      "提案编号,届次,案由,提案者类型,第一提案人,联名人,提交日期,审查结果",
      "1,七届二次,甲事(例),委员联名,张甲,李乙、赵丁,2024-01-05,立案",
      "2,七届二次,乙事(例),委员个人,张甲,,2024-02-20,立案",
      "3,七届二次,丙事(例),委员个人,赵丁,,2024-02-21,不立案",
      "4,七届二次,丁事(例),党派,民盟某委,,2024-02-21,立案"
    ],
    "社情民意.csv": [
      "编号,标题,来源类型,提交者,收到日期,报送去向,采用层级",
      "1,某事(例),委员,张甲,2024-03-01,市政协、区委办,市政协",
      "2,另一事(例),委员,赵丁,2024-03-02,市政协,"
    ],
    "活动.csv": [
      "活动编号,活动名称,活动类型,活动日期,参加委员,场次",
      "H1,某地视察,视察,2024-05-20,张甲、赵丁,1",
      "H2,上年视察,视察,2023-05-20,赵丁,1",
      "H3,全会大会发言,议政发言,2024-02-21,张甲、李乙,1"
    ]
  },
  reference: {"sessions.csv": sessions, "points.csv": points}
};

const kept: Office = {
  exports: {
    "委员名册.csv": ["委员编号,姓名,届次,任职日期", "W1,张甲,七届,2022-01-01", "W2,李乙,七届,2022-01-01"],
    "出席记录.csv": attendance([
      "H1,某地视察,2023-05-20,视察,W1,张甲,出席",
      "H1,某地视察,2024-05-20,视察,W1,张甲,出席",
      "H2,某次座谈,2024-06-20,座谈,W2,李乙,出席"
    ])
  },
  reference: {"sessions.csv": sessions}
};
/** Who kept lists of activities and of excellent proposals in 2023 and did not export them of 2024. */
const gap: Office = {
  exports: {
    ...kept.exports,
    "活动.csv": ["活动编号,活动名称,活动类型,活动日期,参加委员", "H2,某次座谈,对口协商,2023-06-20,李乙"],
    "提案2023.csv": [
      "提案编号,届次,案由,提案者类型,第一提案人,提交日期,优秀提案",
      "1,七届一次,甲事(例),委员个人,张甲,2023-02-15,是"
    ],
    "提案2024.csv": [
      "提案编号,届次,案由,提案者类型,第一提案人,提交日期",
      "1,七届二次,乙事(例),委员个人,张甲,2024-02-20"
    ]
  },
  reference: {
    "sessions.csv": sessions,
    "points.csv": ["事项,条件,分值,上限", "出席,活动,3,", "提交提案,优秀提案,10,", "等次,优秀,10,", "等次,称职,0,"]
  }
};
const noList = "2024年没有履职活动的导出文件";
const noMark = "2024年提案的导出文件没有「优秀提案」列";

test("a member's year: attendance, proposals, entries, activities, points within their caps, the grade", async () => {
  await asked(little, undefined, async open => {
    const roll = await rollOf(open);
    expect(roll.years).toEqual([2023, 2024]);
    const of = (number: string) => summaries(roll, 2024).find(({member}) => member.number === number)!;
    expect(of("W1")).toMatchObject({
      ...{due: 3, present: 3, leave: 0, absent: 0, proposed: 2, joined: 0, entries: 1, adopted: 1, activities: 2},
      // 60, two meetings within a cap of 3, two proposals that were filed, an entry adopted by the city, a speech.
      ...{speeches: 1, points: 60 + 3 + 20 + 5 + 3, grade: "优秀"}
    });
    // Two absences within a cap of 6.
    expect(of("W4")).toMatchObject({due: 2, present: 0, absent: 2, points: 54, grade: "不称职"});
    expect(of("W5")).toMatchObject({
      due: 0,
      present: 0,
      proposed: 1,
      joined: 1,
      activities: 1,
      speeches: 0,
      points: 61,
      grade: "称职"
    });
    expect(below(summaries(roll, 2024), 60).map(({member}) => member.number)).toEqual(["W4"]);
    // W2 left in April, and has a record of what was done before; of groups and of lists by points only who is in office is.
    expect(roll.of(2024).map(({number, serving}) => [number, serving])).toEqual([
      ["W1", true],
      ["W2", false],
      ["W3", true],
      ["W4", true],
      ["W5", true]
    ]);
    expect(of("W2")).toMatchObject({due: 1, present: 0, leave: 1, joined: 1});
    expect(below(summaries(roll, 2024), 1000).map(({member}) => member.number)).not.toContain("W2");
    expect(recordOf(roll, "W1").lines).toContainEqual({
      section: "出席",
      label: "全体会议（出席/应出席）",
      values: [null, "1/1"]
    });
    // The year before tells of no speech: whether there was one is not known.
    expect(recordOf(roll, "W1").lines).toContainEqual({section: "活动和发言", label: "发言", values: [null, 1]});
    expect(recordOf(roll, "W5").lines.filter(({label}) => label === "发言")).toEqual([]);
    expect(roll.points(2024, "W1")).toContainEqual(expect.objectContaining({event: "发言", times: 1, points: 3}));
    const [first] = overview(summaries(roll, 2024), "committee");
    expect([first!.name, first!.members, rateWords(first!.present, first!.due)]).toEqual(["社法委", 3, "0%"]);
  });
});

test("who is not in the roster, or not in office, is told and counts in no rate; a name of two is told in both records", async () => {
  const strange: Office = {
    ...little,
    exports: {
      ...little.exports,
      "出席记录.csv": attendance([
        "Q1,全体会议,2024-02-20,全体会议,W1,张甲,出席",
        "Q1,全体会议,2024-02-20,全体会议,W4,王丙,请假",
        "Q1,全体会议,2024-02-20,全体会议,,王丙,出席",
        "Q1,全体会议,2024-02-20,全体会议,,外来人,出席",
        "Q1,全体会议,2024-02-20,全体会议,,某区教育局,出席",
        "Q4,常委会会议,2024-06-20,常委会会议,W2,李乙,出席"
      ]),
      "提案.csv": [
        ...little.exports["提案.csv"]!,
        "5,七届二次,戊事(例),委员个人,某区教育局,,2024-02-21,立案",
        "6,七届二次,己事(例),委员个人,外来人,,2024-02-21,立案"
      ]
    }
  };
  const book = await bookOf(strange, {year: 2024});
  // Of six who were called three are in the roster and in office: 张甲, 王丙 by number, and one of two 王丙.
  expect([book.value("attendances.due"), book.value("attendances.present")]).toEqual([3, 2]);
  expect(book.value("proposals.proposing_members")).toBe(2);
  const said = await told(strange);
  for (const [line, rate] of [
    ["第5行", "出席率"],
    ["第6行", "出席率"],
    ["第7行", "出席率"]
  ])
    expect(said.find(each => each.startsWith(`出席记录.csv ${line}`))).toContain(`也不计入${rate}`);
  expect(said.find(each => each.startsWith("出席记录.csv 第4行"))).not.toContain("也不计入");
  expect(said.filter(each => each.startsWith("提案.csv") && each.includes("也不计入提交提案的委员"))).toHaveLength(2);
  await asked(strange, undefined, async open => {
    const roll = await rollOf(open);
    const doubts = (number: string) => recordOf(roll, number).lines.filter(({section}) => section === "没有计入");
    expect(doubts("W3")).toEqual([{section: "没有计入", label: "只写了姓名、分不清是哪一位的记录", values: [1]}]);
    expect(doubts("W4")[0]?.values.at(-1)).toBe(1);
    expect(doubts("W1")).toEqual([]);
  });
});

test("a member's name in the place of a unit is told, and stands in nothing that is published", async () => {
  const files: Office = {
    ...little,
    exports: {
      ...little.exports,
      "监督意见.csv": [
        "编号,意见建议,责任单位,交办日期,办理期限",
        "1,甲事(例),区教育局、张甲,2024-03-01,2024-06-01",
        "2,乙事(例),区教育局,2024-03-02,2024-06-01",
        "3,丙事(例),区教育局(赵丁),2024-03-02,2024-06-01",
        "4,丁事(例),联系人：张甲同志,2024-03-02,2024-06-01"
      ],
      "台账.csv": ["指标,年度,数值,单位,口径,来源", "走访,2024,3,次,张甲提供,办公室赵丁"],
      "测评.csv": ["年度,单位,评议日期,收回票数,满意", "2024,赵丁,2024-05-01,10,9"]
    }
  };
  expect((await told(files)).filter(line => line.includes("委员的姓名"))).toEqual([
    "台账.csv 第2行「来源」：写有委员的姓名，网站和文稿里写作“（姓名）”，请去掉姓名",
    "台账.csv 第2行「口径」：写有委员的姓名，网站和文稿里写作“（姓名）”，请去掉姓名",
    "测评.csv 第2行「单位」：写有委员的姓名，网站和文稿里写作“（姓名）”，请改为单位名称",
    ...[2, 4, 5].map(
      line => `监督意见.csv 第${line}行「责任单位」：写有委员的姓名，网站和文稿里写作“（姓名）”，请改为单位名称`
    )
  ]);
  const book = await bookOf(files, {year: 2024});
  expect(book.items("suggestions.handed", "unit").map(({item, value}) => [item, value])).toEqual([
    ["区教育局", 3],
    ["联系人：（姓名）同志", 1],
    ["（姓名）", 1]
  ]);
  expect(JSON.stringify(book.tables)).not.toMatch(/张甲|赵丁/);
  expect(JSON.stringify([book.tables["suggestions-by"], book.tables["appraisals-by"]])).not.toMatch(/张甲|赵丁/);
});

test("what was not read stands with the records: they are not complete", async () => {
  const files: Office = {
    ...little,
    exports: {
      ...little.exports,
      "签到表20240802.csv": ["姓名,出席情况", "张甲,出席"],
      "其他.csv": ["编号,标题,来源类型,收到日期", "9,某事(例),委员,不详"]
    }
  };
  await asked(files, undefined, async open => {
    const [lacks] = (await rollOf(open)).notes([2024]);
    expect(lacks).toContain("“签到表20240802.csv”没有读");
    expect(lacks).toMatch(/有关的次数、得分和等次不完整。$/);
  });
});

test("a number that is given to another in the next term is two members, each with what was his", async () => {
  const files: Office = {
    exports: {
      "委员名册.csv": [
        "委员编号,姓名,任职日期,离任日期",
        "001,钱一,2018-01-10,2023-01-08",
        "001,孙一,2023-01-09,",
        "002,李二,2023-01-09,"
      ],
      "出席记录.csv": attendance([
        "Q1,常委会会议,2023-01-06,常委会会议,001,钱一,出席",
        "Q2,全体会议,2023-02-06,全体会议,001,孙一,缺席",
        "Q3,常委会会议,2023-03-06,常委会会议,001,,出席",
        "Q4,常委会会议,2023-04-06,常委会会议,001,钱一,出席"
      ])
    }
  };
  await asked(files, undefined, async open => {
    const roll = await rollOf(open);
    const of = (number: string) => {
      const found = summaries(roll, 2023).find(({member}) => member.number === number)!;
      return [found.member.name, found.due, found.present];
    };
    expect([of("001（钱一）"), of("001")]).toEqual([
      ["钱一", 1, 1],
      ["孙一", 2, 1]
    ]);
  });
  const lines = await told(files);
  expect(lines.filter(line => line.includes("001"))).toEqual([
    expect.stringMatching(
      /委员名册\.csv 第3行「委员编号」：编号001先后写给了几个人，按2名委员计，是同一个人的，请把姓名写成一致/
    )
  ]);
  expect(lines.filter(line => line.includes("出席记录") && line.includes("第5行"))).toHaveLength(1);
});

test("who reaches no grade is not given the lowest one", async () => {
  const ladder = points.filter(row => !row.includes("不称职"));
  await asked({...little, reference: {...little.reference, "points.csv": ladder}}, undefined, async open => {
    const all = summaries(await rollOf(open), 2024);
    expect(all.find(({member}) => member.number === "W4")).toMatchObject({points: 54, grade: "未达称职"});
    expect(all.find(({member}) => member.number === "W5")).toMatchObject({points: 61, grade: "称职"});
  });
});

test("a member who changes committee within a term has a row for each time, and stands once in every year", async () => {
  const moved = [...roster, "W2,李乙,教育界,社法委,七届,2024-05-01,", "W1,张甲,教育界,社法委,七届,2024-06-01,"];
  const files = {...little, exports: {...little.exports, "委员名册.csv": moved}};
  // W1 has no end before the second time: which of the rows holds is not guessed.
  expect((await told(files)).filter(line => line.includes("委员名册"))).toEqual([
    "委员名册.csv 第9行：委员和届次（任职日期）与第2行相同，内容却不同，同一届里一名委员一段任职写一行，前一段要写离任日期；请核对编号和任职、离任日期，只留正确的"
  ]);
  await asked(files, undefined, async open => {
    const roll = await rollOf(open);
    expect(roll.of(2024).map(({number, committee}) => [number, committee])).toEqual([
      ["W1", "提案委"],
      ["W2", "社法委"],
      ["W3", "社法委"],
      ["W4", "社法委"],
      ["W5", "社法委"]
    ]);
    expect(summaries(roll, 2024).find(({member}) => member.number === "W2")).toMatchObject({leave: 1, joined: 1});
  });
  const book = await bookOf(files, {year: 2024});
  expect([book.value("members.total"), book.value("members.total", 2023)]).toEqual([5, 4]);
});

test("a year whose exports do not tell has no attendance, no points and no grade: none of them is zero", async () => {
  await asked(little, undefined, async open => {
    const roll = await rollOf(open);
    expect(summaries(roll, 2023)[0]).toMatchObject({due: null, proposed: null, points: null, grade: null});
  });
  const book = await bookOf(little, {year: 2024});
  expect([book.value("members.total"), book.value("members.active"), book.value("members.outstanding")]).toEqual([
    4, 2, 1
  ]);
  expect([book.value("members.total", 2023), book.value("members.outstanding", 2023)]).toEqual([4, null]);
  expect(book.reason("members.outstanding", 2023)).toBe(
    "2023年没有写明“缺席”“提交提案”“提交社情民意”的记录，得不出这个数"
  );
  expect(book.value("attendances.rate")).toBeCloseTo(3 / 6);
  expect(await (await bookOf(little, {year: 2024})).value("multi.proposing_share")).toBe(2 / 4);
});

test("a year that lacks what another has of members' activities: its figures are marked wherever they are read, and compared with nothing", async () => {
  const book = await bookOf(gap, {year: 2024});
  expect([2023, 2024].map(year => book.printed("members.active", year))).toEqual(["2名", "1名（不完整）"]);
  expect([2023, 2024].map(year => book.printed("members.active_share", year))).toEqual(["100%", "50%（不完整）"]);
  expect([2023, 2024].map(year => book.printed("members.outstanding", year))).toEqual(["1名", "0名（不完整）"]);
  expect(book.change("members.active").words).toBe("数字不完整，不作比较");
  expect(captionOf(book, ["members.active"])).toMatchObject({
    warning: `数据不完整：${noList}`,
    source: "三类导出"
  });
  expect(
    new Set(
      captionOf(book, ["members.outstanding"])
        .warning.split(/[：；]/)
        .slice(1)
    )
  ).toEqual(new Set([noList, noMark]));
  expect(records(book).find(({metric}) => metric === "members.active")).toMatchObject({
    ...{value: 1, complete: false, printed: "1名（不完整）"}
  });
  const sheets = await readSheets(Buffer.from(await workbook(book)));
  expect(sheets[0]!.data.find(([label]) => label === "不完整")?.[1]).toContain(noList);
  expect(sheets.flatMap(({data}) => data).find(([label]) => label === "参加活动的委员")).toContain("1名（不完整）");
  const told = typesetStory(story("通报", "# 通报\n\n参加活动的委员{{参加活动的委员}}。\n", book, []));
  expect(told.blocks[0]).toMatchObject({runs: [{text: "参加活动的委员1名（不完整）。"}]});
  expect(appendix(told, book, [])!.notes[0]).toContain(`数据不完整：${noList}`);
  expect(origin(told, book)).toContain(`数据不完整：${noList}`);
  await asked(gap, undefined, async open => {
    const roll = await rollOf(open);
    const [note] = roll.notes([2024]);
    expect([note, roll.notes([2023])]).toEqual([
      `${[noList, noMark].sort().join("；")}，有关的次数、得分和等次不完整。`,
      ["参加活动、得分和等次：提案的导出文件没有写「联名人」,只按其余记录计。"]
    ]);
    expect(JSON.stringify(storyOf(roll, roll.member(2024, "W1")!).blocks)).toContain(note);
    const all = await readSheets(Buffer.from(await membersBook(roll, 2024, 60, book)));
    expect(all[0]!.data.flat()).toContain(note);
  });
  // What is wanting is no fault of a file that is there.
  expect(await office(gap, data => unreadOf({data}))).toBe(0);
});

test("an office that keeps attendance alone is counted by it, which its rule says once; an export that was not read is no way of keeping records", async () => {
  const said = "没有履职活动的导出文件，只按出席记录计。";
  const book = await bookOf(kept, {year: 2024});
  expect([book.printed("members.active"), book.change("members.active").words]).toEqual(["1名", "与上年同期持平"]);
  const {rule, warning, source} = captionOf(book, ["members.active"]);
  expect([typeset(rule), warning, source]).toEqual([expect.stringContaining(said), "", "委员名册、出席记录导出"]);
  await asked(kept, undefined, async open => {
    expect((await rollOf(open)).notes([2024])).toEqual(
      [`参加活动、得分和等次：${said}`].map(text => text.replace("，", ","))
    );
  });
  const refused = {
    ...kept,
    exports: {...kept.exports, "履职活动.csv": ["活动编号,活动类型,活动日期", "H2,座谈,2024-06-20"]}
  };
  const unread = await bookOf(refused, {year: 2024});
  expect(unread.printed("members.active")).toBe("1名（不完整）");
  expect(captionOf(unread, ["members.active"])).toMatchObject({
    ...{warning: "数据不完整：履职活动.csv没有读", rule: expect.not.stringContaining("没有履职活动")}
  });
  expect(unread.printed("members.total")).toBe("2名");
});

test("a roster alone: its members stand in each year of their dates, as far as the data reach", async () => {
  const lines = [
    "委员编号,姓名,届次,任职日期,离任日期",
    "W1,张甲,七届,2021-01-01,",
    "W2,李乙,七届,2022-05-01,2023-07-31"
  ];
  const totals = async (exports: Office["exports"], asOf?: string) => {
    const book = await bookOf({exports}, {}, asOf);
    return book.years.map(year => [year, book.value("members.total", year)]);
  };
  // By the day in the file's name, by the day that was told, by the last day in the roster.
  expect(await totals({"委员名册_20251031.csv": lines})).toEqual([
    ...[
      [2021, 1],
      [2022, 2],
      [2023, 1]
    ],
    ...[
      [2024, 1],
      [2025, 1]
    ]
  ]);
  expect(await totals({"委员名册.csv": lines}, "2022-12-31")).toEqual([
    [2021, 1],
    [2022, 2]
  ]);
  expect(await totals({"委员名册.csv": lines})).toEqual([
    [2021, 1],
    [2022, 2],
    [2023, 2]
  ]);
  // Years between those of the other exports are no less theirs; of what nobody told in them nothing is known.
  const exports = {
    "委员名册_20251031.csv": lines,
    "出席记录.csv": attendance([
      "Q1,全体会议,2022-06-20,全体会议,W1,张甲,出席",
      "Q2,全体会议,2024-02-20,全体会议,W1,张甲,出席"
    ])
  };
  expect(await totals(exports)).toEqual([
    [2022, 2],
    [2023, 1],
    [2024, 1],
    [2025, 1]
  ]);
  const book = await bookOf({exports});
  expect([2022, 2023, 2024, 2025].map(year => book.value("attendances.rate", year))).toEqual([1, null, 1, null]);
});

test("the overviews and the list below a threshold, of page and of 委员履职.xlsx, are what the records say", async () => {
  const [year, least] = [2024, 62];
  const open = await sample();
  try {
    const roll = await rollOf(open);
    const sheets = await readSheets(Buffer.from(await membersBook(roll, year, least, await sampleBook({year}))));
    const rowsOf = (name: string) => sheets.find(({sheet}) => sheet === name)!.data.slice(2);
    const below60 = await open.rows<{number: string}>(
      `select number from member_duties where view = 'year' and year = ${year} and points < ${least} order by points, number`
    );
    expect(below60.length).toBeGreaterThan(1);
    expect(below(summaries(roll, year), least).map(({member}) => member.number)).toEqual(
      below60.map(({number}) => number)
    );
    expect(rowsOf(`低于${least}分`).map(([number]) => number)).toEqual(below60.map(({number}) => number));
    for (const [field, label] of groupings) {
      const told = await open.rows<Record<string, string | number>>(groupsSql(field, year));
      const expected = told.map(({grades, ...row}) => [...Object.values(row), ...JSON.parse(String(grades))]);
      const sorted = (rows: readonly (readonly unknown[])[]) =>
        rows.map(row => row.map(value => String(value))).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
      const groups = overview(summaries(roll, year), field).map(group => [
        ...[group.name, group.members, group.due, group.present, group.proposing, group.proposals, group.entries],
        ...[group.active, group.points, ...["优秀", "称职", "不称职"].map(grade => group.grades[grade] ?? 0)]
      ]);
      expect(expected.length).toBeGreaterThan(5);
      expect(sorted(groups)).toEqual(sorted(expected));
      expect(sorted(rowsOf(`按${label}`))).toEqual(sorted(expected));
    }
  } finally {
    open.close();
  }
});

/** The members of a year by a field, from the records themselves. */
const groupsSql = (field: string, year: number) => `
with own as (from member_facts where view = 'year' and year = ${year}),
named as (
  select n.number, 'attendances' as kind, f.attended = 'present' as came, f.attended <> 'observer' as called,
    if(f.attended = 'present' and f.gathering = '活动', coalesce(f.meeting, f.name), null) as gathering
  from attendance_facts as f join member_names as n on n.kind = 'attendances' and (n.file, n.line) = (f.file, f.line)
  where f.view = 'year' and f.year = ${year}
  union all
  select n.number, 'activities', false, false, coalesce(f.number, f.name)
  from activity_facts as f join member_names as n on n.kind = 'activities' and (n.file, n.line) = (f.file, f.line)
  where f.view = 'year' and f.year = ${year}
  union all
  select n.number, 'proposals', false, false, null
  from proposal_facts as f join member_names as n on n.kind = 'proposals' and n.place = 0 and (n.file, n.line) = (f.file, f.line)
  where f.view = 'year' and f.year = ${year}
  union all
  select n.number, 'opinions', false, false, null
  from opinion_facts as f join member_names as n on n.kind = 'opinions' and (n.file, n.line) = (f.file, f.line)
  where f.view = 'year' and f.year = ${year}
), each as (
  select o.number, coalesce(o.${field}, '（未填）') as name, d.points, d.grade,
    count(*) filter (n.called) as due, count(*) filter (n.came) as present, count(distinct n.gathering) as activities,
    count(*) filter (n.kind = 'proposals') as proposals, count(*) filter (n.kind = 'opinions') as entries
  from own as o join member_duties as d on d.view = 'year' and d.year = o.year and d.number = o.number
  left join named as n on n.number = o.number group by all
)
select name, count(*)::integer as members, sum(due)::integer as due, sum(present)::integer as present,
  (count(*) filter (proposals > 0))::integer as proposing, sum(proposals)::integer as proposals,
  sum(entries)::integer as entries, (count(*) filter (activities > 0))::integer as active, median(points) as points,
  to_json([count(*) filter (grade = '优秀'), count(*) filter (grade = '称职'), count(*) filter (grade = '不称职')])::varchar as grades
from each group by name`;

test("a roster of names alone: who is the only one of the name in office has what is said of it, namesakes have not", async () => {
  const names: Office = {
    exports: {
      "委员名册.csv": [
        "姓名,界别,届次,任职日期,离任日期",
        "张甲,教育界,六届,2018-01-01,2023-02-14",
        "张甲,教育界,七届,2023-02-15,",
        "王丙,科技界,七届,2023-02-15,",
        "王丙,教育界,七届,2023-02-15,"
      ],
      "出席记录.csv": attendance([
        "Q1,全体会议,2024-02-20,全体会议,W1,张甲,出席",
        "Q1,全体会议,2024-02-20,全体会议,,王丙,缺席"
      ])
    }
  };
  await asked(names, undefined, async open => {
    const roll = await rollOf(open);
    expect(roll.of(2024).map(({number, name}) => [number, name])).toEqual([
      ["张甲", "张甲"],
      ["王丙（1）", "王丙"],
      ["王丙（2）", "王丙"]
    ]);
    expect(summaries(roll, 2024).map(({present, absent}) => [present, absent])).toEqual([
      [1, 0],
      [0, 0],
      [0, 0]
    ]);
    expect(summaries(roll, 2024).map(({unsure}) => unsure)).toEqual([0, 1, 1]);
    expect(personWords(roll.member(2024, "张甲")!)).toBe(
      "教育界。六届2018年1月1日任职，2023年2月14日离任；七届2023年2月15日任职。"
    );
  });
  expect(await told(names)).toEqual([
    "出席记录.csv 第3行「姓名」：委员名册里有同名的委员，不知道是哪一位，没有计入任何一名委员的履职记录，请在导出时带上委员编号"
  ]);
});

test("as of a day: who is in office on it, what had happened by it", async () => {
  const book = await bookOf(little, {year: 2024}, "2024-04-01");
  expect([book.value("members.total"), book.value("attendances.due")]).toEqual([5, 4]);
});

test("names that are not one member's are told with file and line, and count for nobody", async () => {
  const lines = await told({
    ...little,
    exports: {
      ...little.exports,
      "委员名册.csv": [
        ...roster,
        "W1,张甲,教育界,提案委,七届,,",
        "W6,孙戊,科技界,提案委,七届,2023-01-15,",
        "W6,钱己,科技界,提案委,六届,2018-01-01,2023-01-31",
        "W8,郑辛,科技界,提案委,七届,2024-05-01,2023-01-01"
      ],
      "出席记录.csv": attendance([
        "Q1,全体会议,2024-02-20,全体会议,W9,周庚,出席",
        "Q1,全体会议,2024-02-20,全体会议,,王丙,出席",
        "Q1,全体会议,2024-02-20,全体会议,W1,李乙,出席",
        "Q4,全体会议,2024-09-20,全体会议,W2,李乙,出席",
        "Q4,全体会议,2024-09-20,全体会议,W2,李乙,出席"
      ]),
      "社情民意.csv": [
        "编号,标题,来源类型,提交者,收到日期",
        "1,某事(例),委员,区工商联,2024-03-01",
        "2,另一事(例),委员,吴辛,2024-03-01"
      ]
    }
  });
  expect(lines.sort()).toEqual(
    [
      "委员名册.csv 第8行：与第2行是同一条，只计一次，多余的一行可以删去",
      "委员名册.csv 第10行：委员和届次（任职日期）与第7行相同，内容却不同，同一届里一名委员一段任职写一行，前一段要写离任日期；请核对编号和任职、离任日期，只留正确的",
      "委员名册.csv 第11行「离任日期」：离任日期（2023-01-01）早于任职日期（2024-05-01），请核对两个日期",
      "委员名册.csv 第9行「任职日期」：与第7行是同一个编号，任职日期重叠，请核对两行的任职和离任日期，只留正确的",
      "出席记录.csv 第6行：与第5行是同一条，只计一次，多余的一行可以删去",
      "出席记录.csv 第2行「委员编号」：委员名册里没有这个人，没有计入任何一名委员的履职记录，也不计入出席率，请核对写法，或补入委员名册",
      "出席记录.csv 第3行「姓名」：委员名册里有同名的委员，不知道是哪一位，没有计入任何一名委员的履职记录，请在导出时带上委员编号",
      "出席记录.csv 第4行「姓名」：委员编号与姓名在委员名册里不是同一个人，没有计入任何一名委员的履职记录，请核对编号和姓名",
      "出席记录.csv 第5行「委员编号」：这一天不在委员名册写的任期内，没有计入任何一名委员的履职记录，也不计入出席率，请核对日期，或名册里的任职、离任日期",
      "社情民意.csv 第2行「提交者」：写的是单位，不是委员，没有计入任何一名委员的履职记录，以单位名义的请核对类型；是委员的请写姓名",
      "社情民意.csv 第3行「提交者」：委员名册里没有这个人，没有计入任何一名委员的履职记录，请核对写法，或补入委员名册"
    ].sort()
  );
});

test.each([
  ["出席全会,,2,", "事项「出席全会」不认识"],
  ["提交提案,第一提案,2,", "「提交提案」的条件「第一提案」不认识，是否为「第一提案人」"],
  ["基础分,会议,2,", "「基础分」人人都有，不写条件"],
  ["请假,,2,-1", "「请假」是加分，上限却写成 -1，应写成不小于0的数"],
  ["等次,,2,", "「等次」要在条件里写等次的名称"],
  ["缺席,,-3,", "「缺席」同样的条件在第4行写过"],
  ["出席,会议、活动,2,", "「出席」的条件“会议、活动”要同时满足，而一条记录只会是其中一样"],
  ["出席,常委会会议、全体会议,2,", "「出席」的条件“常委会会议、全体会议”要同时满足"],
  ["提交提案,第一提案人、联名人,2,", "「提交提案」的条件“第一提案人、联名人”要同时满足"],
  ["等次,良好,80,", "两个等次的分值都是80（另见第9行），请写成不同的分值"],
  ["出席,常委会会议,高分,", "分值"]
])("a row of points that nothing can meet is refused with its line: %s", async (row, said) => {
  const files = {...little, reference: {...little.reference, "points.csv": [...points, row]}};
  const refused = office(files, data => readExports(data));
  await expect(refused).rejects.toThrow(StaffError);
  const message = typeset(String(await refused.catch((error: Error) => error.message)));
  expect(message).toContain("points.csv 第12行");
  expect(message).toContain(said);
});

test.each([
  ["第十一届", 11],
  ["11届", 11],
  ["政协某区第七届委员会", 7],
  ["十一届三次", 11],
  ["本届", null]
])("%s is the term %s", (text, term) => expect(termNumber(text)).toBe(term));

test("a body is told from a person by how its name ends", () => {
  expect(["区工商联", "教育界", "民盟某区委", "某科技有限公司", "某街道"].filter(isBody)).toHaveLength(5);
  expect(["张三", "欧阳测试", "委员0123"].filter(isBody)).toEqual([]);
});

test("where a roster was not read wholly, what counts who is in it is not complete; a year that its dates do not cover is not known", async () => {
  const partly: Office = {
    ...little,
    exports: {...little.exports, "委员名册补.csv": ["委员编号,姓名,备用", "W9,周庚,x"]}
  };
  const book = await bookOf(partly, {year: 2024});
  expect(book.incomplete.map(({name}) => name)).toEqual(["委员名册补.csv"]);
  for (const id of ["attendances.rate", "attendances.due", "proposals.proposing_members", "multi.proposing_share"])
    expect([id, book.complete(id)]).toEqual([id, false]);
  expect(book.complete("proposals.submitted")).toBe(true);
  const early: Office = {
    ...kept,
    exports: {
      ...kept.exports,
      "出席记录补.csv": attendance(["Q9,座谈会,2021-03-01,座谈,W1,张甲,出席"]),
      "活动.csv": ["活动编号,活动名称,活动类型,活动日期", "Q9,座谈会,座谈,2021-03-01"]
    }
  };
  const before = await bookOf(early, {year: 2021});
  expect([before.year, before.value("attendances.due"), before.value("attendances.rate")]).toEqual([2021, null, null]);
  expect(before.reason("attendances.rate")).toBe("委员名册里没有2021年在任的人");
});

test("who was only ever on leave or absent has that in the record; what a year's exports cannot tell is no 0 there", async () => {
  const files: Office = {
    exports: {
      "委员名册.csv": ["委员编号,姓名,届次,任职日期", "W1,张甲,七届,2023-01-01", "W2,李乙,七届,2023-01-01"],
      "出席记录.csv": attendance([
        "Q1,全体会议,2023-02-20,全体会议,W1,张甲,请假",
        "Q2,全体会议,2024-02-20,全体会议,W1,张甲,缺席",
        "Q2,全体会议,2024-02-20,全体会议,W2,李乙,请假"
      ]),
      "社情民意2023.csv": ["编号,标题,来源类型,提交者,收到日期,采用层级", "1,某事(例),委员,李乙,2023-03-01,区级"],
      "社情民意2024.csv": ["编号,标题,来源类型,提交者,收到日期", "1,另一事(例),委员,李乙,2024-03-01"]
    },
    reference: {"sessions.csv": sessions}
  };
  await asked(files, undefined, async open => {
    const roll = await rollOf(open);
    const values = (number: string, label: string) =>
      recordOf(roll, number).lines.find(line => line.label === label)?.values;
    expect([values("W1", "应出席"), values("W1", "请假"), values("W1", "缺席")]).toEqual([
      [1, 1],
      [1, 0],
      [0, 1]
    ]);
    expect(values("W2", "请假")).toEqual([0, 1]);
    expect(values("W2", "提交")).toEqual([1, 1]);
    // Of 2024 no export says what was adopted; nor does any say what was proposed.
    expect(recordOf(roll, "W2").lines.find(({label}) => label.startsWith("采用"))?.values).toEqual([1, null]);
    expect(values("W2", "第一提案人")).toBeUndefined();
  });
});
