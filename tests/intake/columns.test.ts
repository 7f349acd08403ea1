import {expect, test} from "vitest";
import {columnFault, ownFields, widen} from "../../src/intake/columns.js";
import {suggest} from "../../src/intake/headers.js";
import {mask} from "../../src/intake/mask.js";
import {matchHeader} from "../../src/intake/match.js";
import {kinds, proposals} from "../../src/kinds/index.js";

const row = (kind: string, header: string, to: string, type: string | null = null) => ({kind, header, to, type});

test("a header of the office's own means the field it names, is a field of its own, or is not used", () => {
  const columns = [
    row("提案", "承办时间", "交办日期"),
    row("提案", "来信渠道", "自定义", "文字"),
    row("提案", "件数", "自定义", "数字"),
    row("提案", "备注", "不用")
  ];
  const known = widen(kinds, {columns});
  const found = matchHeader([["提案编号", "届次", "案由", "承办时间", "来信渠道", "备注", "别的"]], known);
  if ("refused" in found) throw new Error(found.refused);
  expect(found.match.columns.map(({field}) => field)).toEqual(["number", "session", "title", "assigned", "own_1"]);
  expect(found.match.unknown).toEqual(["别的"]);
  expect(ownFields(kinds, columns)).toEqual([
    {kind: "proposals", field: "own_1", label: "来信渠道", type: "text"},
    {kind: "proposals", field: "own_2", label: "件数", type: "number"}
  ]);
});

test("a header by which a field is known to us means what the office says, wherever that stands", () => {
  const columns = [
    row("提案", "流水号", "不用"),
    row("提案", "提案质量评价", "委员意见"),
    row("提案", "案由", "自定义")
  ];
  const header = ["流水号", "提案编号", "届次", "案由", "提案标题", "提案质量评价"];
  const found = matchHeader([header], widen(kinds, {columns}));
  if ("refused" in found) throw new Error(found.refused);
  const read = found.match.columns.map(({field, header}) => [header, field]);
  expect(read).toEqual([
    ["提案编号", "number"],
    ["届次", "session"],
    ["案由", "own_1"],
    ["提案标题", "title"],
    ["提案质量评价", "rating"]
  ]);
  expect(found.match.unknown).toEqual([]);
});

test("safe variants of a header need no row", () => {
  const header = [
    "*提案编号(必填)",
    "所属届次",
    "提案标题",
    "提交时间",
    "交办时间",
    "归档时间",
    "提案人数(人)",
    "办结 时间"
  ];
  const found = matchHeader([header], kinds);
  if ("refused" in found) throw new Error(found.refused);
  expect(found.match.unknown).toEqual(["归档时间"]);
  expect(found.match.columns.map(({field}) => field)).toEqual([
    ...["number", "session", "title", "submitted", "assigned", "proposer_count", "closed"]
  ]);
});

test("a wrong row is told with what may be meant", () => {
  expect(columnFault(row("提按", "甲", "不用"), kinds)).toMatch(/没有「提按」这种数据.*提案/);
  expect(columnFault(row("提案", "甲", "交办日"), kinds)).toBe("提案没有「交办日」这个字段,是否为「交办日期」");
  expect(columnFault(row("提案", "甲", "自定义", "金额"), kinds)).toMatch(/文字、数字、日期、是否、多项/);
  expect(columnFault(row("提案", "联系电话", "自定义", "文字"), kinds)).toMatch(/联系方式/);
  expect(columnFault(row("台账", "甲", "不用"), kinds)).toBeNull();
  const own = [
    row("提案", "来信渠道", "自定义", "文字"),
    row("提案", "来件方式", "来信渠道"),
    row("提案", "方式", "来信渠")
  ];
  expect(own.map(each => columnFault(each, kinds, own))).toEqual([
    null,
    null,
    "提案没有「来信渠」这个字段,是否为「来信渠道」"
  ]);
});

test("the nearest fields of an unknown header", () => {
  expect(suggest(proposals, "会办的单位")).toContain("会办单位");
  expect(suggest(proposals, "委员的意见")).toContain("委员意见");
  expect(suggest(proposals, "天气")).toEqual([]);
});

test("what reaches a person is taken out of a text, other numbers stay", () => {
  expect(mask("热线13800001111,邮箱 a.b@c.gov.cn")).toBe("热线〔电话〕,邮箱 〔邮箱〕");
  expect(mask("身份证110101199001011237")).toBe("身份证〔证件号〕");
  expect(mask("(023)6789-0123、电话:67890123")).toMatch(/〔电话〕/);
  for (const text of ["2024-01-15至2024-02-20", "20240115", "金额12345678元", "编号TA00000012", "第100000号"])
    expect(mask(text)).toBe(text);
});

test("an own column of names is told by its header, unless the office says that it may be published", () => {
  const row = (header: string, type: string | null) => ({kind: "提案", header, to: "自定义", type});
  const personal = (header: string, type: string | null = null) =>
    ownFields(kinds, [row(header, type)])[0]!.personal ?? false;
  for (const header of ["姓名", "领办人", "联系人员", "主笔", "委员姓名", "附议委员", "参加人员（名单）"])
    expect([header, personal(header)]).toEqual([header, true]);
  for (const header of ["参加人数", "办理类型", "面商单位", "提案人类别", "办理阶段", "领衔督办"])
    expect([header, personal(header)]).toEqual([header, false]);
  expect(personal("是否委托代办人", "是否")).toBe(false);
  expect(personal("领办人", "文字（可公开）")).toBe(false);
  expect(columnFault(row("领办人", "文字（可公开）"), kinds)).toBeNull();
});
