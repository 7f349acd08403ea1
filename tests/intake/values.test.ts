import {expect, test} from "vitest";
import {emptyContext} from "../../src/intake/context.js";
import {readDate} from "../../src/intake/dates.js";
import {splitList} from "../../src/intake/lists.js";
import {matchHeader} from "../../src/intake/match.js";
import {nearest} from "../../src/intake/nearest.js";
import {readNumber} from "../../src/intake/numbers.js";
import {canonicalSession, sessionOfDate} from "../../src/intake/session.js";
import {labelOf, normalizeHeader} from "../../src/intake/source.js";
import {isBlank} from "../../src/intake/text.js";
import {unitIn} from "../../src/intake/units.js";
import {readerOf} from "../../src/intake/values.js";
import {kinds, proposals} from "../../src/kinds/index.js";
import {plenaryMonths} from "../../src/kinds/rules.js";

test.each([
  ["2019/4/25 9:32:09", "2019-04-25"],
  ["2016-3-5 9:5:3", "2016-03-05"],
  ["2024年3月5日", "2024-03-05"],
  ["2024 年 3 月 5 日", "2024-03-05"],
  ["2024.3.5", "2024-03-05"],
  ["20240305", "2024-03-05"],
  ["45356", "2024-03-05"],
  ["\uff12\uff10\uff12\uff14-\uff13-\uff15", "2024-03-05"],
  ["2024-03-05T08:00:00+08:00", "2024-03-05"],
  ["2023-12-31T16:00:00Z", "2024-01-01"],
  ["2024-02-29", "2024-02-29"],
  ["二〇二四年十二月三十一日", "2024-12-31"]
])("the date %s is %s", (text, day) => {
  expect(readDate(text)).toEqual({value: day});
});

test.each(["2023-02-29", "2024-13-01", "2024.13.5", "5/3/2024", "24-3-5", "2024", "明年", "12345678901"])(
  "%s is no date",
  text => {
    expect(readDate(text).value).toBeNull();
    expect(readDate(text).fault?.remedy).toMatch(/\d{4}-\d{2}-\d{2}/);
  }
);

test("a month without a day is its first, and told; what has not happened has no date", () => {
  expect(readDate("2024-03")).toMatchObject({value: "2024-03-01", fault: {code: "month"}});
  expect(readDate("未答复")).toEqual({value: null});
});

test.each([
  ["12件", 12],
  ["\uff11\uff12件", 12],
  ["1,234", 1234],
  ["1\uff0c234", 1234],
  ["十二", 12],
  ["一百零三", 103],
  ["1.2万", 12000],
  ["1.13万人次", 11300],
  ["2310万元", 2310],
  ["三千万", 30000000],
  ["三万五千", 35000],
  ["98.4%", 98.4],
  ["0", 0]
])("the number %s is %s", (text, value) => {
  expect(readNumber(text, false)).toEqual({value});
});

test.each([
  ["1.5亿元", "万元", 15000],
  ["3000元", "万元", 0.3],
  ["1.13亿元", "万元", 11300],
  ["三千万元", "亿元", 0.3],
  ["三万五千元", "元", 35000],
  ["1.5千万", "元", 15000000],
  ["30分钟", "小时", 0.5],
  ["5成", "%", 50],
  ["5‰", "%", 0.5],
  ["百分之五", "%", 5],
  ["12万人次", "万人次", 12],
  ["12名", "人", 12],
  ["12家企业", "家", 12],
  ["-2", "万元", -2]
])("%s in a column of %s is %s", (text, unit, value) => {
  expect(readNumber(text, false, {from: unit, to: unit})).toEqual({value});
});

test.each([
  ["2次/月", "次"],
  ["12名", "件"],
  ["12件次", "件"],
  ["12人", "人次"],
  ["1.2万", "万元"],
  ["5个百分点", "%"]
])("%s in a column of %s is not read, and told", (text, unit) => {
  const {value, fault} = readNumber(text, false, {from: unit, to: unit});
  expect(value).toBeNull();
  expect(fault).toMatchObject({code: "unit", remedy: expect.stringContaining(`应写成以${unit}计的数`)});
});

test("a header says its unit in brackets, a remark is none", () => {
  expect(["金额(万元)", "时长（小时）", "场次【场】", "金额(单位:亿元)", "参加人次（万人次）"].map(unitIn)).toEqual([
    "万元",
    "小时",
    "场",
    "亿元",
    "万人次"
  ]);
  expect(["金额", "数量(必填)", "人数(含列席)", "标题(2024年)"].map(unitIn)).toEqual(["", "", "", ""]);
});

test.each([
  ["约30", "vague"],
  ["12件左右", "vague"],
  ["30余", "vague"],
  ["30多件", "vague"],
  ["十余", "vague"],
  ["若干", "vague"],
  ["12-15", "number"],
  ["1,23", "number"],
  ["1.2.3", "number"]
])("%s is no exact number (%s)", (text, code) => {
  expect(readNumber(text, true)).toMatchObject({value: null, fault: {code}});
});

test.each(["-", "/", "——", "无", "暂无", "N/A", "空白", " ", "\u00a0", "\u3000", "\uff0d", ""])("%j is blank", text => {
  expect(isBlank(text)).toBe(true);
});

test.each([
  ["第十一届委员会第三次会议", "十一届三次"],
  ["11届3次", "十一届三次"],
  ["政协某区第二十届委员会第十次全体会议", "二十届十次"],
  ["三次会议", null]
])("the session %s is %s", (text, session) => {
  expect(canonicalSession(text)).toBe(session);
});

test("lists part at any separator, but not within parentheses", () => {
  expect(splitList("甲局、乙局\uff0c丙局;丁局")).toEqual(["甲局", "乙局", "丙局", "丁局"]);
  expect(splitList("甲局(主办、牵头)、乙局")).toEqual(["甲局(主办、牵头)", "乙局"]);
  expect(splitList("委员甲 委员乙")).toEqual(["委员甲", "委员乙"]);
  expect(splitList("王　芳")).toEqual(["王芳"]);
  expect(splitList("赵 二 欧阳 四 钱三")).toEqual(["赵二", "欧阳四", "钱三"]);
  expect(splitList("王 小 明")).toEqual(["王小明"]);
});

test("a session reaches from some months before it opens until the next one's proposals begin", () => {
  const context = emptyContext();
  const session = (year: number, opens: string) => ({
    ...{session: `${year}`, term: 1, ordinal: 1, closes: null},
    ...{year, opens}
  });
  context.sessions = [session(2023, "2023-01-09"), session(2024, "2024-01-31")];
  const yearOf = (day: string, plenary: boolean | null = null) =>
    sessionOfDate(day, plenary, context, plenaryMonths)?.year ?? null;
  expect(yearOf("2022-10-09")).toBe(2023);
  expect(yearOf("2022-10-08")).toBeNull();
  expect(yearOf("2023-10-30")).toBe(2023);
  expect(yearOf("2023-10-31")).toBe(2024);
  expect(yearOf("2023-10-31", false)).toBe(2023);
  expect(yearOf("2025-01-30")).toBe(2024);
  expect(yearOf("2025-01-31")).toBeNull();
});

test("every header spelling leads to its field", () => {
  for (const source of kinds) {
    const needed = source.needs.map(group => source.fields[group[0]!]!.names[0]!);
    for (const [id, field] of Object.entries(source.fields)) {
      for (const name of field.names) {
        const others = needed.filter(header => !field.names.includes(header));
        const found = matchHeader([[` ${name} `, ...others, "录入员"]], [source]);
        expect(found, name).toHaveProperty("match");
        if ("match" in found) expect(found.match.columns[0]).toMatchObject({field: id, index: 0});
      }
    }
  }
});

test("a code shows its first spelling, and every spelling reads as its code", () => {
  expect(labelOf(proposals.fields.review!, "filed")).toBe("立案");
  for (const source of kinds) {
    for (const [id, field] of Object.entries(source.fields)) {
      if (field.type !== "code") continue;
      const read = readerOf(source, id, emptyContext());
      for (const [code, spellings] of Object.entries(field.values!))
        for (const word of spellings) expect(read(word), word).toEqual({value: code});
    }
  }
});

test("headers are compared without white space, marks and full-width forms", () => {
  expect(normalizeHeader("案               由")).toBe("案由");
  expect(normalizeHeader("*提交日期\uff1a")).toBe("提交日期");
  expect(normalizeHeader("会上\uff0f平时")).toBe("会上/平时");
});

test("a near miss is suggested, a stranger is not", () => {
  const units = ["区发展改革委", "区教育局", "区财政局", "区商务局"];
  expect(nearest("区发改委", units)).toBe("区发展改革委");
  expect(nearest("区教育局1", units)).toBe("区教育局");
  expect(nearest("某某公司", units)).toBeNull();
});
