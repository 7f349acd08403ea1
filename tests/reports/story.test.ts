import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it, test} from "vitest";
import {bookOf} from "../../reports/edition.js";
import {leftWords} from "../../reports/story/left.js";
import {plain, story} from "../../reports/story/story.js";
import {templates} from "../../reports/story/templates.js";
import {trendFigure} from "../../src/figures/shapes/index.js";
import type {Tables} from "../../src/figures/tables.js";
import {alike} from "../../src/text/alike.js";
import {tables} from "./tables.js";

const figure = trendFigure({id: "proposals-trend", name: "提案趋势", lines: [["proposals.submitted", "提交"]]});
const fill = (text: string, year = "2024", data: Tables = tables()) =>
  story("稿", `# 标题\n\n${text}\n`, bookOf(data, year), [figure]);
const say = (text: string, year?: string, data?: Tables) =>
  plain(fill(text, year, data))
    .split("\n")
    .slice(1)
    .join("\n");
const fault = (text: string, year?: string) => () => fill(text, year);

describe("a placeholder", () => {
  it.each([
    ["{{提交提案}}", "261件"],
    ["{{收到社情民意}}", "140余篇"],
    ["{{收到社情民意|精确}}", "146篇"],
    ["{{ 收到社情民意 | 数值 }}", "146"],
    ["{{委员满意率}}", "98.4%"],
    ["{{提交提案|上年}}", "245件"],
    ["{{提交提案|较上年}}", "较上年增加16件,增长6.5%"],
    ["{{提交提案|五年}}", "2020年至2024年分别为209件、196件、235件、245件、261件"],
    ["{{办结率|五年}}", "2020年至2024年分别为100%、100%、100%、100%、100%"],
    ["{{协商活动|下年目标}}", "20次以上"],
    ["{{双向评价满意率|下年目标}}", "95%以上"],
    ["{{年度}}年、{{下年度}}年、{{期间}}、{{截至日期}}", "2024年、2025年、全年、2024年12月31日"]
  ])("%s → %s", (text, words) => expect(say(text)).toBe(words));
});

test.each([
  ["\uff5b\uff5b提交提案\uff5d\uff5d、\uff5b\uff5b提交提案\uff5c数值\uff5d\uff5d", "261件、261"],
  ["{\uff5b收到社情民意\uff5c精确}}", "146篇"],
  ["\uff5b\uff5b如果 提交提案 增加\uff5d\uff5d增{{完}}", "增"],
  ["前\n- 甲{{提交提案}}\n- 乙\n  续\n\n* 丙\n1. 丁\n2. 戊", "前\n甲261件\n乙续\n丙\n1.丁\n2.戊"],
  ["甲\n- {{如果 提交提案 减少}}减{{完}}\n- 乙**{{如果 提交提案 减少}}减{{完}}**", "甲\n乙"],
  ["提案收到\n12.5件", "提案收到12.5件"]
])("%s as typed reads %s", (text, words) => expect(say(text)).toBe(words));

test("figures in full-width brackets are figures", () =>
  expect(
    fill(
      "![[提案趋势]] \uff01\u3010\u3010提案趋势\u3011\u3011\n\n\u3010\u3010表\uff1a提案趋势\u3011\u3011\n\n\uff3b\uff3b表:提案趋势\uff3d\uff3d"
    ).blocks.map(block => block.type)
  ).toEqual(["figures", "table", "table"]));

describe("a condition", () => {
  it.each([
    ["{{如果 提交提案 增加}}增{{否则}}减{{完}}", "增"],
    ["{{如果 提交提案 减少}}减{{否则}}不减{{完}}", "不减"],
    ["{{如果 办结提案 全部}}{{办结提案}}办结{{完}}", "全部办结"],
    ["{{如果 委员满意率 >= 98}}高{{完}}", "高"],
    ["{{如果 委员满意率 >= 98.5}}高{{完}}不知", "不知"],
    ["{{如果 提交提案、立案提案 有数据}}有{{完}}", "有"],
    ["{{如果 提交提案 可比}}可比{{如果 提交提案 减少}}且减{{完}}{{完}}", "可比"]
  ])("%s → %s", (text, words) => expect(say(text)).toBe(words));

  it("keeps a sentence about a missing figure out, whole paragraphs too", () => {
    const bare = tables();
    bare.figures = bare.figures.filter(row => row.metric !== "indicators.income");
    const text = "前。\n\n{{如果 带动群众增收 有数据}}\n带动群众增收{{带动群众增收}}。\n{{完}}\n\n后。";
    expect(say(text, "2024", bare)).toBe("前。\n后。");
    expect(say(text)).toBe("前。\n带动群众增收2000余万元。\n后。");
  });
  it("that nothing decides leaves out both what it guards and what else it would say, and says so", () => {
    for (const condition of ["增加", "减少", "持平", "已完成"]) {
      const text = `前。{{如果 提交提案 ${condition}}}是{{否则}}否{{完}}后。`;
      expect(say(text, "2020")).toBe("前。后。");
      expect(leftWords([fill(text, "2020")])[1]).toContain(`稿：“如果 提交提案 ${condition}”，`);
    }
  });
  it("renumbers the headings that are left", () => {
    const text = "{{如果 提交提案 减少}}\n## 一、减\n{{完}}\n## 二、增\n\n### (三)细目\n\n## 三、完";
    expect(say(text)).toBe("一、增\n(一)细目\n二、完");
  });
});

describe("a template that cannot be filled stops with file, line and remedy", () => {
  it.each([
    ["{{提交提安}}", "稿.md 第 3 行:没有指标“提交提安”,相近的有:提交提案"],
    ["一\n\n{{提交提案|同比}}", "稿.md 第 5 行:没有写法“同比”"],
    ["{{如果 提交提案 上升了}}{{完}}", "稿.md 第 3 行:没有条件“上升了”"],
    ["{{如果 提交提案}}{{完}}", "看不懂的条件"],
    ["{{如果 提交提案 增加}}没有结束", "「如果」没有结束"],
    ["多了{{完}}", "「完」前面没有「如果」"],
    ["![[提案走向]]", "没有图表“提案走向”,相近的有:提案趋势"],
    ["{提交提案}}", "看不懂的写法"],
    ["{提交提案}", "稿.md 第 3 行:看不懂的写法“{提交提案}”,占位符应写成 {{提交提案}}"],
    ["\uff5b提交提案\uff5d", "看不懂的写法"],
    ["{{提交\n提案}}", "看不懂的写法"],
    ["![提案趋势]", "稿.md 第 3 行:看不懂的写法“![提案趋势]”,图表应单独成行"],
    ["![[提案趋势]", "看不懂的写法"],
    ["\uff01\u3010提案趋势\u3011", "看不懂的写法"],
    ["见[[表:提案趋势]]", "看不懂的写法"],
    ["[表:提案趋势]", "看不懂的写法"],
    ["| 甲 | 乙 |\n|---|---|", /第 3 行.*手写表格[\s\S]*第 4 行.*手写表格/],
    ["甲 | 乙\n--- | ---", /第 4 行.*手写表格/],
    ["字<!-- 备注 -->", "不支持注释"],
    ["字<br>", "不支持注释和网页标签"],
    ["*斜体*", "着重的文字应在同一行里写成 **文字**"],
    ["**着重\n到下行**", "着重的文字应在同一行"],
    ["## **标题**", "标题里不用星号"],
    ["[政协](https://example.org)", "不支持链接"],
    ["##### 五级", "标题最多四级"],
    ["##二级", "井号后面要空一格"],
    ["> 引用", "不支持引用"],
    ["字\n\n---", "稿.md 第 5 行:看不懂的写法“---”,不用分隔线"],
    ["`字`", "不支持这种标记"],
    ["{{如果 提交提案 减少}}{提交提案}{{完}}", "看不懂的写法"],
    ["文字在前 ![[提案趋势]] 文字在后{{提交提案}}", "稿.md 第 3 行:图表旁边有文字“文字在前"],
    ["![[提案趋势]]。", "图表旁边有文字“。”,图表应单独成行"],
    ["# 又一个标题", "稿.md 第 3 行:又有一个标题“又一个标题”"]
  ])("%s", (text, message) => expect(fault(text)).toThrow(message));

  it.each([">= 9.8.4", "> .", ">= 1.", ">= ", ">= 高", "=> 95", "≥ 95"])("a comparison with “%s”", bound =>
    expect(fault(`{{如果 委员满意率 ${bound}}}高{{否则}}低{{完}}`)).toThrow("看不懂的条件")
  );
  it.each([
    ["{{没有这个指标}}", "第 3 行:没有指标“没有这个指标”"],
    ["字\n{{提交提案|同比}}", "第 4 行:没有写法“同比”"],
    ["{{如果 没有这个指标 有数据}}字{{完}}", "没有指标“没有这个指标”"],
    ["{{如果 提交提案 上升了}}字{{完}}", "没有条件“上升了”"],
    ["\n![[提案走向]]\n", "第 4 行:没有图表“提案走向”"],
    ["\n\n[[表:提案走向]]\n", "第 5 行:没有图表“提案走向”"]
  ])("also where a condition hides it: %s", (text, message) => {
    expect(fault(`{{如果 提交提案 减少}}${text}{{完}}正文`)).toThrow(message);
    expect(fault(`{{如果 提交提案 增加}}正文{{否则}}${text}{{完}}`)).toThrow(message);
  });
  it("but wants no value where a condition hides it", () => {
    const hidden = "{{协商活动|目标}}{{如果 提交提案 > 5}}{{完}}\n![[提案趋势]]\n";
    expect(say(`{{如果 提交提案 减少}}${hidden}{{完}}正文`)).toBe("正文");
  });
  it("names every label of a condition, the second where the first decides", () =>
    expect(fault("{{如果 民主评议测评满意率、没有这个 有数据}}字{{完}}", "2020")).toThrow("没有指标“没有这个”"));
  it("asks nothing of a word, and one thing of a metric", () => {
    expect(fault("{{年度|精确}}")).toThrow("「年度」没有别的写法");
    expect(fault("{{提交提案|精确|上年}}")).toThrow("没有写法“精确|上年”");
  });
  it("names all faults at once", () => expect(fault("{{甲}}\n{{乙}}")).toThrow(/第 3 行[\s\S]*第 4 行/));
  it("must have a title", () =>
    expect(() => story("稿", "没有标题", bookOf(tables(), "2024"), [figure])).toThrow("没有标题"));
});

test("settings at the head of a template are read", () => {
  const text = "---\n附录: 无\n演示稿: 有\n版式: 紧凑\n---\n# 题\n\n{{甲}}";
  expect(() => story("稿", text, bookOf(tables(), "2024"), [])).toThrow("稿.md 第 8 行");
  expect(story("稿", text.replace("{{甲}}", "文"), bookOf(tables(), "2024"), [])).toMatchObject({
    appendix: "无",
    presentation: true,
    compact: true
  });
  expect(() => story("稿", "---\n附录: 也许\n---\n# 题", bookOf(tables(), "2024"), [])).toThrow(
    "看不懂的设置“附录: 也许”"
  );
});

test("figures and emphasis become blocks, and the metrics used are remembered", () => {
  const {blocks, metrics} = fill("收到**{{提交提案}}**。\n\n![[提案趋势]] ![[提案趋势]]\n\n[[表:提案趋势]]");
  expect(blocks.map(block => block.type)).toEqual(["paragraph", "figures", "table"]);
  expect(blocks[0]).toMatchObject({runs: [{text: "收到"}, {text: "261件", bold: true}, {text: "。"}]});
  expect(metrics.map(metric => metric.label)).toEqual(["提交提案"]);
});

describe("what is not known", () => {
  const bare = tables();
  bare.figures = bare.figures.filter(row => !/indicators|filed|rating|satisf/.test(row.metric));

  it("takes its own sentence along and no other, and is listed", () => {
    const text = "收到{{提交提案}},{{提交提案|较上年}};立案{{立案提案}}。带动群众增收{{带动群众增收}}。";
    expect(say(text, "2024", bare)).toBe("收到261件,较上年增加16件,增长6.5%。");
    expect(leftWords([fill(text, "2024", bare)])).toEqual([
      "没有数据而没有写进文稿的：",
      "  稿：“立案「立案提案」”，「立案提案」2024年没有数据",
      "  稿：“带动群众增收「带动群众增收」”，「带动群众增收」2024年没有数据"
    ]);
    expect(leftWords([fill("收到{{提交提案}}。")])).toEqual([]);
  });
  it("leaves no heading over nothing, and no paragraph or picture", () => {
    const text = "## 一、甲\n\n### (一)乙\n\n增收{{带动群众增收}}。\n\n![[空]]\n\n## 二、丙\n\n收到{{提交提案}}。";
    const empty = {...figure, name: "空", metrics: () => ["indicators.income"], has: () => false};
    const made = story("稿", `# 题\n\n${text}`, bookOf(bare, "2024"), [figure, empty]);
    expect(made.blocks.map(block => block.type)).toEqual(["heading", "paragraph"]);
    expect(plain(made)).toBe("题\n一、丙\n收到261件。");
    expect(leftWords([made]).join()).toContain("图表「空」”，「带动群众增收」2024年没有数据");
  });
  it("puts a sentence in the place of a chart or table that has nothing to show this year", () => {
    const none = {...figure, name: "空", has: () => false};
    const made = story("稿", "# 题\n\n## 一、甲\n\n![[空]]\n\n[[表:空]]", bookOf(bare, "2024"), [none]);
    expect(plain({...made, title: "题"})).toContain("2024年没有「空」的数据。\n2024年没有「空」的数据。");
    expect(made.left).toEqual([]);
  });
  it("is never printed as a blank, and stops nothing", () => {
    expect(say("{{提交提案|较上年}}", "2020")).toBe("");
    expect(say("协商活动{{协商活动|目标}}。")).toBe("");
    expect(leftWords([fill("{{提交提案|较上年}}", "2020")])[1]).toContain("「提交提案」上年无数据,不能与上年比较");
  });
  it("names each of several years where one between has no figure", () => {
    const gap = tables();
    gap.figures = gap.figures.filter(row => !(row.metric === "proposals.submitted" && row.year === 2022));
    expect(say("{{提交提案|五年}}", "2024", gap)).toMatch(/^2020年、2021年、2023年、2024年分别为/);
  });
});

test("sentences that would say nothing but zero are left out where a template is set so", () => {
  const zero = tables();
  for (const row of zero.figures) if (row.metric === "proposals.filed") row.value = 0;
  const made = (head: string) =>
    story("稿", `${head}# 题\n\n收到{{提交提案}};立案{{立案提案}}。`, bookOf(zero, "2024"), [figure]);
  expect(plain(made(""))).toBe("题\n收到261件;立案0件。");
  expect(plain(made("---\n零: 略去\n---\n"))).toBe("题\n收到261件。");
  expect(leftWords([made("---\n零: 略去\n---\n")])).toEqual(["为零而没有写进文稿的：立案提案"]);
});

test("the nearest names come first", () =>
  expect(alike("满意率", ["办结率", "委员满意率", "提交提案"], 2)).toEqual(["委员满意率", "办结率"]));

test("a template is read in the encodings that editors save", async () => {
  const folder = await mkdtemp(join(tmpdir(), "templates-"));
  const path = join(folder, "稿.md");
  const text = "# 提案工作\n\n收到{{提交提案}}。\n";
  const gb = Buffer.from("2320cce1b0b8b9a4d7f70a", "hex");
  for (const bytes of [Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, "utf16le")]) {
    await writeFile(path, bytes);
    expect(await templates(path)).toEqual([{name: "稿", text}]);
  }
  await writeFile(path, gb);
  expect((await templates(path))[0]!.text).toBe("# 提案工作\n");
  await writeFile(path, Buffer.from("504b0304", "hex"));
  await expect(templates(path)).rejects.toThrow(/稿\.md”读不了:这是 Word 文档.*另存为 UTF-8/);
  await writeFile(path, Buffer.from("# 甲\n\x01"));
  await expect(templates(path)).rejects.toThrow(/稿\.md”读不了:第 2 行有不可见的控制字符.*;请用文本编辑器/);
  await rm(folder, {recursive: true});
});

test("a template is found by name or path, or the message says which there are", async () => {
  expect((await templates("一页通")).map(({name}) => name)).toEqual(["一页通"]);
  expect((await templates()).map(({name}) => name)).toEqual([
    "一页通",
    "委员履职情况通报",
    "工作报告数据稿",
    "提案工作情况报告",
    "民主监督意见办理情况通报",
    "民主评议情况",
    "社情民意工作报告"
  ]);
  const own = new URL("../../reports/templates/我的测试稿.md", import.meta.url);
  await writeFile(own, "# 我的\n");
  try {
    expect((await templates()).map(({name}) => name)).toContain("我的测试稿");
  } finally {
    await rm(own);
  }
  await expect(templates("一页")).rejects.toThrow("没有叫“一页”的模板,现有:一页通");
  await expect(templates("/没有/此稿.md")).rejects.toThrow("读不到模板文件");
});
