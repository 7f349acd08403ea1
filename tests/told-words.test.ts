import {expect, test} from "vitest";
import {readExports} from "../reports/problems/list.js";
import {sentence} from "../src/intake/problem.js";
import {typeset} from "../src/text/typeset.js";
import {asked, bookOf, type Office, office} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "七届一次,7,1,2023-02-15,2023-02-18,2023",
  "七届二次,7,2,2024-02-20,2024-02-23,2024"
];
const votes = "年度,单位,发出票数,收回票数,满意,基本满意,不满意";
const roster = ["委员编号,姓名,界别,届次,任职日期", "W1,张甲,教育界,七届,", "W2,李乙,教育界,七届,"];
const attendance = ["会议编号,会议名称,会议日期,会议类别,委员编号,姓名,出席情况"];

/** All that is told of an office's files. */
const told = (files: Office): Promise<string[]> =>
  office(files, async data =>
    (await readExports(data)).files.flatMap(({name, problems}) =>
      problems.map(problem => typeset(sentence(name, problem)))
    )
  );

/** Why nothing is read of an office's tables. */
const refused = (files: Office): Promise<string> =>
  office(files, data =>
    readExports(data).then(
      () => "",
      (error: Error) => typeset(error.message)
    )
  );

test("a unit that was voted on twice without days: what is the same, and what tells them apart", async () => {
  const exports = {"评议.csv": [votes, "2024,区教育局,40,40,30,6,4", "2024,区教育局,40,30,20,5,5"]};
  expect(await told({exports, reference: {"sessions.csv": sessions}})).toEqual([
    "评议.csv 第3行：单位和年度与第2行相同，内容却不同，一年评议几次的，各写评议日期来区分；否则只留一行"
  ]);
});

test("a second day of signing in is told as one of a member and a meeting", async () => {
  const rows = ["Q,全会,2024-02-20,全体会议,W1,张甲,出席", "Q,全会,2024-02-21,全体会议,W1,张甲,请假"];
  const exports = {"名册.csv": roster, "签到.csv": [...attendance, ...rows]};
  expect(await told({exports, reference: {"sessions.csv": sessions}})).toEqual([
    "签到.csv 第3行：委员和会议与第2行相同，内容却不同，每天签到的会议，各天的编号或名称要写得不同；否则只留一行"
  ]);
});

test("a newer roster changes what it says of a person, not the title of a thing", async () => {
  const newer = roster.map(line => line.replace("W1,张甲,教育界", "W1,张甲,科技界"));
  const exports = {"名册_20230301.csv": roster, "名册_20240301.csv": newer};
  expect(await told({exports, reference: {"sessions.csv": sessions}})).toContain(
    "名册_20230301.csv 第2行：名册里写的有改动，以较新的 名册_20240301.csv 第2行为准，请确认是同一名委员"
  );
});

test("several numbers of proposals in one cell are looked for one by one", async () => {
  const exports = {
    "提案.csv": [
      "提案编号,届次,案由,提案者类型,第一提案人,提交日期,审查结果",
      "0001,七届二次,关于甲的提案,委员个人,张甲,2024-02-20,立案",
      "0002,七届二次,关于乙的提案,委员个人,李乙,2024-02-20,立案"
    ],
    "线索.csv": [
      "线索编号,方向,提案编号,移送日期",
      "X1,提案转线索,0002、0001,2024-05-01",
      "X2,提案转线索,0001、0777,2024-05-01"
    ]
  };
  const said = await told({exports, reference: {"sessions.csv": sessions}});
  expect(said.filter(line => line.startsWith("线索"))).toEqual([
    "线索.csv 第3行「提案编号」：提案的导出文件里没有这个编号“0777”，这一条照常统计，请核对编号"
  ]);
});

const points = (...rows: string[]) => ["事项,条件,分值,上限", "基础分,,60,", ...rows];
const scored = (table: string[], rows: string[]): Office => ({
  exports: {"名册.csv": roster, "签到.csv": [...attendance, ...rows]},
  reference: {"sessions.csv": sessions, "points.csv": table}
});
const four = ["2024-02-20", "2024-03-20", "2024-04-20", "2024-05-20"].map(
  (day, i) => `Q${i},常委会会议${i},${day},常委会会议,W1,张甲,出席`
);
const pointsOf = (files: Office) =>
  asked(files, undefined, open =>
    open.rows<{event: string; times: number; points: number}>(
      "select event, times, points from member_points where number = 'W1' and event <> '基础分' order by event"
    )
  );

test("a cap of so many times is so many times the points", async () => {
  expect(await pointsOf(scored(points("出席,常委会会议,2,3次"), four))).toEqual([{event: "出席", times: 4, points: 6}]);
  expect(await pointsOf(scored(points("出席,常委会会议,＋2分,5分"), four))).toEqual([
    {event: "出席", times: 4, points: 5}
  ]);
  const absent = four.map(row => row.replace(/出席$/, "缺席"));
  expect(await pointsOf(scored(points("缺席,,-1.5,2次"), absent))).toEqual([{event: "缺席", times: 4, points: -3}]);
});

test("points and caps in anything else are refused with file, line, column and what to write", async () => {
  const said = await refused(scored(points("出席,常委会会议,0.5次,", "缺席,,-1,-20%"), four));
  expect(said).toContain("参考表 points.csv 第3行「分值」：不是以分计的数“0.5次”，应写成以分计的数，如2或2分");
  expect(said).toContain(
    "参考表 points.csv 第4行「上限」：不是以分计的数“-20%”，应写成以分计的数，如2或2分；限次数的写成3次"
  );
  expect(await refused(scored(points("出席,常委会会议,2,1.5次"), four))).toContain(
    "「出席」的上限写成1.5次，应写成整数次，如3次"
  );
});

test("why nobody is outstanding is said by what is missing", async () => {
  const reason = async (table: string[]) =>
    (await bookOf(scored(table, four), {year: 2024})).reason("members.outstanding", 2024);
  expect(await reason(points("出席,常委会会议,2,"))).toBe("计分表没有写等次，得不出这个数");
  expect(await reason(points("出席,常委会会议,2,", "提交提案,立案,2,", "等次,优秀,80,"))).toBe(
    "2024年没有写明“提交提案”的记录，得不出这个数"
  );
});
