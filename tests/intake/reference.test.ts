import {cp, mkdir, mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import writeXlsx from "write-excel-file/node";
import {encodeGb18030} from "../../data/sample/generate/gb18030.js";
import {digest, inputs} from "../../loaders/files.js";
import {readReference} from "../../loaders/ingest/reference.js";
import {unnamed} from "../../loaders/naming.js";
import {StaffError, sentence} from "../../src/intake/problem.js";
import {expanded, parseCharts, parseMetrics, parseNotes} from "../../src/metrics/table/index.js";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "reference-"));
  await cp("tests/intake/reference", folder, {recursive: true});
});

afterEach(() => rm(folder, {recursive: true, force: true}));

async function read() {
  const names = (await readdir(folder)).sort();
  return readReference(
    await Promise.all(
      names.map(async name => ({name, path: join(folder, name), bytes: 0, sha256: await digest(join(folder, name))}))
    )
  );
}

const put = (name: string, text: string) => writeFile(join(folder, name), text);

test("good tables give the context of reading", async () => {
  const {context, warnings} = await read();
  expect(warnings).toEqual([]);
  expect(context.units.get("区发改委")).toBe("区发展改革委");
  expect(context.sessions.map(({session, year}) => [session, year])).toEqual([
    ["十一届二次", 2023],
    ["十一届三次", 2024],
    ["十一届四次", 2025]
  ]);
});

/** What is wrong with the tables of the folder, by the catalogue that is shipped: as an ingest stops with it. */
async function faults(): Promise<string> {
  try {
    const {charts, notes, naming, metrics} = await read();
    const parsed = parseMetrics(metrics.rows, {...metrics, ledger: []});
    const made = expanded(parsed.metrics, [], []);
    if (parsed.faults.length) return parsed.faults.join("\n");
    const known = {charts: ["提案趋势"], years: [2023, 2024]};
    return [
      ...parseCharts(charts.file, charts.records, made, metrics).faults,
      ...parseNotes(notes.file, notes.records, made, known).faults,
      ...unnamed(naming, made)
    ].join("\n");
  } catch (error) {
    expect(error).toBeInstanceOf(StaffError);
    return (error as StaffError).message;
  }
}

/** Of each table: its header, a good row, rows that are wrong with what must be said of them. */
const tables: Record<string, {header: string; good: string; needs: string; wrong: [rows: string, said: string][]}> = {
  "sessions.csv": {
    header: "届次,届,次,开幕日期,闭幕日期,年度",
    good: "十一届三次,11,3,2024-01-08,2024-01-11,2024",
    needs: "年度",
    wrong: [
      ["十一届二次,11,3,2023-01-09,2023-01-12,2023", "届次「十一届二次」与届 11、次 3 不一致"],
      ["十一届三次,11,三次,2024-01-08,2024-01-11,20O4", "「年度」.*“20O4”,应写成四位数字"],
      ["十一届三次,11,3,2024.13.8,2024-01-11,2024", "「开幕日期」.*看不懂的日期“2024.13.8”"],
      ["十一届三次,11,3,2024-01-08,2024-01-11,2024年一季度", "「年度」:不是整年"],
      ["十一届二次,11,2,2023-01-09,2024-01-12,2023\n十一届三次,11,3,2024-01-08,2024-01-11,2024", "还没有闭幕"],
      ["十一届三次,11,3,2023-01-09,,2023\n十一届二次,11,2,2024-01-08,,2024", "届次却在前"],
      [
        "十一届二次,11,2,2024-01-08,2024-01-11,2024\n十一届三次,11,3,2024-05-08,2024-05-11,2024",
        "年度「2024」与第 2 行矛盾"
      ]
    ]
  },
  "targets.csv": {
    header: "年度,指标,目标,比较",
    good: "２０２４年,提交提案 ,２０件,以上",
    needs: "指标",
    wrong: [
      ["2024,提交题案,20,以上", "「指标」里的“提交题案”不在口径目录里，最接近的是提交提案"],
      ["2024,提交提案,二十多,以上", "「目标」:不是准确的数“二十多”"],
      ["2024,提交提案,20,大于", "「比较」不能是“大于”,应为以上、以下、等于之一"],
      ["2024,协商活动,20,以上\n2024,协商活动,18,以上", "第 3 行:目标「2024、协商活动」与第 2 行矛盾"]
    ]
  },
  "units.csv": {
    header: "名称,规范名称,启用日期,停用日期",
    good: "区发改委,区发展改革委,,",
    needs: "规范名称",
    wrong: [
      ["区发改委,区发展改革委,,\n区发改委,区发展改革局,,", "两个规范名称"],
      ["区计委,区发改委,,\n区发改委,区发展改革委,,", "又归入"],
      ["甲局,甲局,2024-01-01,2023-01-01", "停用日期早于启用日期"],
      ["甲局,甲局,去年,", "「启用日期」.*看不懂的日期“去年”"]
    ]
  },
  "codes.csv": {
    header: "来源,字段,代码,含义,启用年度,停用年度",
    good: "提案,办理结果,Ｅ,已解决或采纳,,",
    needs: "代码",
    wrong: [
      ["提安,办理结果,A,留作参考,,", "来源「提安」不认识,应为提案、"],
      ["提案,办里结果,A,留作参考,,", "字段「办里结果」不认识,是否为「办理结果」。"],
      ["提案,案由,A,留作参考,,", "「案由」不是代码"],
      ["提案,办理结果,A,留做参考,,", "是否为「留作参考」。"],
      ["提案,办理结果,A,留作参考,去年,", "「启用年度」:看不懂的年度“去年”"],
      ["提案,办理结果,A,留作参考,2024,2020", "停用年度 2020 早于启用年度 2024"],
      ["提案,办理结果,A,留作参考,,\n提案,办理结果,A,已解决或采纳,,", "矛盾"]
    ]
  },
  "categories.csv": {
    header: "类别,归入",
    good: "教育,教育",
    needs: "归入",
    wrong: [
      ["教育,教育\n教育,科技", "类别「教育」与第 2 行矛盾"],
      ["甲,乙\n乙,甲", "「甲」归入「乙」,而「乙」又归入「甲」"]
    ]
  },
  "activity_types.csv": {
    header: "活动类型,计入",
    good: "界别协商,协商活动",
    needs: "计入",
    wrong: [["界别协商,协商活功", "「计入」里的“协商活功”不按活动类型表统计，应为协商活动、民主监督活动之一"]]
  },
  "rules.csv": {
    header: "规则,取值",
    good: "基本满意计入满意,否",
    needs: "取值",
    wrong: [
      ["基本满义计入满意,否", "没有「基本满义计入满意」这条规则,是否为「基本满意计入满意」"],
      ["基本满意计入满意,不知", "不能是“不知”,应为是、否之一"],
      ["答复期限天数,九十多", "应为\\d+到\\d+之间的整数"],
      ["基本满意计入满意,是\n基本满意计入满意,否", "第 3 行:规则「基本满意计入满意」与第 2 行矛盾"]
    ]
  },
  "rule_changes.csv": {
    header: "指标,自年度,说明",
    good: "提交提案,2024,并案另计",
    needs: "说明",
    wrong: [
      ["提交题案,2024,并案另计", "“提交题案”不在口径目录里，最接近的是提交提案"],
      ["提交提案,去年,并案另计", "「自年度」:看不懂的年度“去年”"],
      ["提交提案,2024,并案另计\n提交提案,2024,并案不计", "第 3 行:口径变化「提交提案、2024」与第 2 行矛盾"]
    ]
  },
  "metrics.csv": {
    header: "指标,单位,来源,统计,条件,维度,年度,印法",
    good: "双人提案,件,提案,件数,立案＝是；提案人数＞＝２,,,",
    needs: "单位",
    wrong: [
      ["甲,件,提案,件数,立按 = 是,,,", "提案的字段「立按」不认识，应为立案[、日]"],
      ["甲,件,提案,件数,立案 大于 是 么,,,", "看不懂的条件“立案 大于 是 么”"],
      ["甲,件,提案,件数,审查结果 = 立按,,,", "「审查结果」的值「立按」不认识，应为立案、"],
      ["甲,件,提案,件数,提案人数 >= 两三,,,", "「提案人数」应与一个数相比，不能是“两三”"],
      [
        "甲,件,指标,乙 + 提交提案,,,,\n乙,件,指标,甲 + 提交提案,,,,",
        "^参考表 metrics.csv 第 2 行：公式成了一个圈：甲 → 乙 → 甲。\n请"
      ],
      ["甲,件,提案,件数,,,,\n甲 ,件,提案,件数,,,,", "第 3 行：指标「甲」与第 2 行重复"],
      ["甲,件,题案,件数,,,,", "来源「题案」不认识，应为提案、"],
      ["甲,件,提案,总计 提案人数,,,,", "看不懂的统计“总计 提案人数”"],
      ["甲,件,提案,件数,,类型别,,", "提案的字段「类型别」不认识，应为.*类别"],
      ["甲,件,提案,件数,,,财政年,", "看不懂的年度“财政年”"],
      ["甲,件,提案,件数,,,,余七", "看不懂的印法“余七”"],
      ["甲,,提案,件数,,,,", "没有写单位"],
      ["甲,%,指标,立案提按 ÷ 提交提案,,,,", "指标「立案提按」不认识，是否为「立案提案」。"],
      ["甲,%,指标,立案提案 ÷ ÷ 提交提案,,,,", "只能有一个除号"]
    ]
  },
  "columns.csv": {
    header: "种类,表头,对应,类型",
    good: "提案,打分（分）,自定义,数字",
    needs: "对应",
    wrong: [
      ["题案,打分,自定义,数字", "没有「题案」这种数据,应为提案、"],
      ["提案,打分,交办日其,", "提案没有「交办日其」这个字段,是否为「交办日期」。"],
      ["提案,打分,自定义,数值", "「类型」不能是“数值”,应为数字、"],
      ["提案,打分(分),自定义,数字\n提案,打分（分）,不用,", "第 3 行:表头.*与第 2 行矛盾"]
    ]
  },
  "charts.csv": {
    header: "图表,形状,指标,维度,年数,页面,标题",
    good: "我的图,走势,提交提案,,5,概览,",
    needs: "形状",
    wrong: [
      ["我的图,走式,提交提案,,5,概览,", "形状「走式」不认识，应为走势、"],
      ["我的图,走势,提交题案,,5,概览,", "指标「提交题案」不认识，是否为「提交提案」。"],
      ["我的图,排行,提交提案,类型别,5,概览,", "提案的字段「类型别」不认识"],
      ["我的图,走势,提交提案,,几,概览,", "「年数」:不是准确的数“几”"],
      ["我的图,走势,提交提案,,100,概览,", "年数应为 2 到 20"],
      ["我的图,走势,提交提案,,5,概揽,", "页面「概揽」不认识，应为概览、"],
      ["我的图,走势,提交提案,,5,概览,\n我的图,走势,立案提案,,5,概览,", "第 3 行：图表名称「我的图」已经有了"]
    ]
  },
  "notes.csv": {
    header: "图表或指标,年度,文字",
    good: "提交提案,2024,换届",
    needs: "文字",
    wrong: [
      ["提交题案,2024,换届", "图表或指标「提交题案」不认识，是否为「提交提案」。"],
      ["提交提案,2099,换届", "年度「2099」不认识，应为2023、2024之一"],
      ["提交提案,换届年,换届", "「年度」:看不懂的年度“换届年”"]
    ]
  },
  "points.csv": {
    header: "事项,条件,分值,上限",
    good: "基础分,,60,",
    needs: "分值",
    wrong: [
      ["提交题案,,2,", "事项「提交题案」不认识,是否为「提交提案」。"],
      ["提交提案,立按,2,", "「提交提案」的条件「立按」不认识,应为立案"],
      ["基础分,,六十多,", "「分值」:不是准确的数“六十多”"],
      ["出席,,2,很多", "「上限」:不是准确的数“很多”|「上限」:看不懂的数“很多”"],
      ["基础分,,60,\n基础分,,60,", "「基础分」同样的条件在第 2 行写过"]
    ]
  },
  "views.csv": {
    header: "名称,链接,年度",
    good: "我的,pivot.html?kind=proposals&measure=proposals.submitted,",
    needs: "链接",
    wrong: [
      ["我的,http://x,", "「链接」不能是“http://x”"],
      ["我的,pivot.html?kind=proposals&measure=proposals.submitted,去年", "「年度」不能是“去年”"],
      ["我的,sql.html?q=a,\n我的,sql.html?q=b,", "视图「我的」与第 2 行矛盾|「链接」不能是"]
    ]
  },
  "pages.csv": {
    header: "页面,显示",
    good: "年度对比,否",
    needs: "显示",
    wrong: [
      ["年度对笔,否", "没有「年度对笔」这个页面,是否为「年度对比」。"],
      ["年度对比,也许", "「显示」:看不懂的是否“也许”"],
      ["年度对比,否\n年度对比,是", "第 3 行:页面「年度对比」与第 2 行矛盾"]
    ]
  }
};

describe.each(Object.entries(tables))("%s", (name, {header, good, needs, wrong}) => {
  const table = (...rows: string[]) => put(name, [header, ...rows].join("\n"));
  const without = (column: string) => (line: string) =>
    line
      .split(",")
      .filter((_, i) => header.split(",")[i] !== column)
      .join(",");

  test("a good row, with blank rows, a mark of UTF-8 and blanks in its header, in GB18030 or as a workbook, is read", async () => {
    const head = header.replaceAll(",", " ,");
    const blank = header.replace(/[^,]/g, "");
    await put(name, `\ufeff${head}\r\n\r\n${good}\r\n${blank}\r\n`);
    expect(await faults()).toBe("");
    await writeFile(join(folder, name), encodeGb18030(`${header}\n${good}\n`));
    expect(await faults()).toBe("");
    await rm(join(folder, name));
    const lines = [header, good].map(line => line.split(","));
    const cells = lines.map(row => row.map(value => ({value, type: String})));
    await writeXlsx([{data: cells, sheet: "表"}]).toFile(join(folder, name.replace("csv", "xlsx")));
    expect(await faults()).toBe("");
  });

  test("a column that is missing is named, one that is not known is told, a row too short or too long stops", async () => {
    await put(name, [header, good].map(without(needs)).join("\n"));
    expect(await faults()).toMatch(new RegExp(`参考表 ${name}:.*${needs}`));
    await put(name, `${header},多余的列\n${good},x\n`);
    const {warnings} = await read();
    expect(warnings.map(({name, problem}) => sentence(name, problem)).join("\n")).toMatch(`${name}「多余的列」`);
    await table(good, good.split(",").slice(0, -1).join(","), `${good},甲,乙`);
    const said = await faults();
    if (header.split(",").length > 2) expect(said).toMatch(new RegExp(`参考表 ${name} 第 (3|4) 行`));
    expect(said).toMatch(new RegExp(`参考表 ${name} 第 4 行:有 \\d+ 列,表头只有 \\d+ 列`));
    await table(good, good.replace(/^[^,]*/, ""));
    expect(await faults()).toMatch(new RegExp(`参考表 ${name} 第 3 行`));
  });

  test.each(wrong)("%s", async (rows, said) => {
    await table(rows);
    const told = await faults();
    expect(told).toMatch(new RegExp(said));
    expect(told).toMatch(new RegExp(`参考表 ${name} 第 \\d+ 行`));
    expect(told).not.toMatch(/[？?！!。]。/);
  });
});

test("a gap between sessions is told and does not stop", async () => {
  await put(
    "sessions.csv",
    "届次,届,次,开幕日期,闭幕日期,年度\n十一届一次,11,1,2022-01-09,,2022\n十一届三次,11,3,2024-01-08,,2024\n"
  );
  const {warnings} = await read();
  expect(warnings.map(({name, problem}) => sentence(name, problem))).toEqual([
    expect.stringContaining("缺少 2023 年度的会议")
  ]);
});

test("a table the office keeps replaces the default, the others come from the defaults", async () => {
  await mkdir(join(folder, "exports"));
  await mkdir(join(folder, "reference"));
  await put("exports/社情民意.csv", "流水号,标题,来源类型,收到日期\n");
  await put("reference/categories.csv", "类别,归入\n本区特色,本区特色\n");
  const found = await inputs(folder);
  expect(found.exports.map(({name}) => name)).toEqual(["社情民意.csv"]);
  expect(found.sample).toBe(false);
  const {context, tables} = await readReference(found.reference);
  expect([...context.categories.keys()]).toEqual(["本区特色"]);
  expect(tables.get("sessions")!.records.length).toBeGreaterThan(0);
});

test("a folder without exports is said, hidden files and read-mes are no exports", async () => {
  await mkdir(join(folder, "exports"));
  await put("exports/README.md", "");
  await put("exports/.DS_Store", "");
  await expect(inputs(folder)).rejects.toThrow(/没有导出文件.*放进去/);
});

test("a table and its copy stop with both names; neither is chosen", async () => {
  await put("targets.csv", "年度,指标,目标,比较\n2024,协商活动,20,以上\n");
  await put("targets - 副本.csv", "年度,指标,目标,比较\n2024,协商活动,30,以上\n");
  await expect(read()).rejects.toThrow("目标表有两份：“targets - 副本.csv”和“targets.csv”");
});

test("the office's own table stands before the default of another folder", async () => {
  const own = await mkdtemp(join(tmpdir(), "own-"));
  const files = async (where: string, names: string[]) =>
    Promise.all(names.map(async name => ({name, path: join(where, name), bytes: 0, sha256: ""})));
  await writeFile(join(own, "类别.csv"), "类别,归入\n甲,乙\n");
  const {context} = await readReference([
    ...(await files(own, ["类别.csv"])),
    ...(await files(folder, ["categories.csv", "sessions.csv"]))
  ]);
  await rm(own, {recursive: true});
  expect(context.categories.get("甲")).toBe("乙");
});
