import {cpSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {warehouse} from "../loaders/query.js";
import {run} from "../reports/commands/diff.js";
import {type CompareOptions, compare} from "../reports/diff/compare.js";
import {pairs} from "../reports/diff/sentences.js";
import {comparisonText} from "../reports/diff/text.js";
import {comparisonWorkbook} from "../reports/diff/workbook.js";
import {freeze} from "../reports/freeze/freeze.js";
import {freezes, frozenOf} from "../reports/freeze/frozen.js";
import {type Comparison, itemWords} from "../src/figures/versions.js";
import {FreezeOffice, saying} from "./freeze.js";

const office = new FreezeOffice();

beforeAll(async () => {
  await office.frozen();
});
afterAll(() => office.close());

/** The freeze compared with the office after a change. */
async function changed(
  change: (office: FreezeOffice) => void,
  options: Partial<CompareOptions> = {}
): Promise<Comparison> {
  const other = office.copy();
  try {
    change(other);
    return await compare(await frozenOf("送审稿", other.folder), null, {data: other.data, ...options});
  } finally {
    other.close();
  }
}

const figure = ({figures}: Comparison, label: string, year = 2024) =>
  figures.find(figure => figure.label === label && figure.year === year);

describe("diff", () => {
  test("of nothing says so", async () => {
    const comparison = await changed(() => {});
    expect(comparison).toMatchObject({figures: [], files: [], settings: [], sentences: [], notes: []});
    expect(comparisonText(comparison)).toContain("「送审稿」与现在的数据没有不同");
    // The freeze holds one document; of the others nothing is said.
    expect(comparison.uncompared).toEqual([
      "一页通",
      "委员履职情况通报",
      "工作报告数据稿",
      "提案工作情况报告",
      "民主监督意见办理情况通报",
      "民主评议情况",
      "社情民意工作报告"
    ]);
    expect(comparisonText(comparison)).toContain("和已比较的文稿的每一句都一样;未比较:一页通、");
  });

  test("of an export tells figures, items and sentences", async () => {
    const comparison = await changed(other => {
      other.dropOpinion();
    });
    expect(figure(comparison, "收到社情民意")).toMatchObject({
      before: "146篇",
      after: "145篇",
      words: "−1篇",
      printedBefore: "140余篇",
      printedAfter: "140余篇",
      causes: ["输入"]
    });
    expect(comparison.figures.every(({causes}) => causes.join() === "输入")).toBe(true);
    expect(comparison.figures[0]!.year).toBe(2024);
    expect(comparison.files).toEqual([
      {name: "社情民意_2024.csv", kind: "社情民意", status: "有改动", added: 0, removed: 1, changed: 0}
    ]);
    expect(comparison.sentences).toEqual([
      {
        template: "试稿",
        before: expect.stringContaining("收到社情民意146篇"),
        after: expect.stringContaining("收到社情民意145篇"),
        edited: false
      }
    ]);
    expect(comparison).not.toHaveProperty("items");
  });

  test("tells which items in the analyst edition, by number and title of now, never by name", async () => {
    const names: string[] = [];
    const comparison = await changed(
      other => {
        other.dropOpinion();
        other.edit("exports/社情民意_2024.csv", text => text.replace("经济发展,2024年1月1日", "生态环保,2024年1月1日"));
        // In GB18030: a reply a day later.
        const proposals = other.path("exports/十一届二次会议提案导出_20240108.csv");
        writeFileSync(proposals, readFileSync(proposals, "latin1").replace("2023/4/11", "2023/4/12"), "latin1");
      },
      {items: true}
    );
    const open = await warehouse({data: office.data});
    for (const {submitter} of await open.rows<{submitter: string}>(
      "select distinct submitter from opinions where submitter like '委员%'"
    ))
      names.push(submitter);
    open.close();
    expect(comparison.items).toEqual([
      expect.objectContaining({
        kind: "提案",
        status: "有改动",
        title: expect.stringContaining("学前教育普惠资源"),
        columns: ["答复日期"]
      }),
      expect.objectContaining({
        status: "有改动",
        number: "2024-001",
        title: "示例新区夜间经济业态值得关注(示例)",
        columns: ["类别"]
      }),
      expect.objectContaining({status: "移除", title: null, columns: []})
    ]);
    const text = JSON.stringify(comparison);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter(name => text.includes(name))).toEqual([]);
  });

  test("of follow-up, appraisals and attendance tells figures, and items of all but what names people", async () => {
    const comparison = await changed(
      other => {
        const drop = (file: string, row: RegExp) =>
          other.edit(`exports/${file}`, text => {
            const less = text.replace(row, "");
            expect(less).not.toBe(text);
            return less;
          });
        drop("民主监督意见建议_2023-2025_20251031.csv", /^YJ2024-027,[^\n]*\n/m);
        drop("提案公益诉讼衔接线索_20251031.csv", /^[^,]*,提案转线索,[^,]*,[^,]*,2024-[^\n]*\n/m);
        drop("民主评议测评汇总_20251031.csv", /^2024,区教委,[^\n]*\n/m);
        drop("出席记录_2023-2025_20251031.csv", /^[^,]*,[^,]*,2024-[^\n]*,出席\r?\n/m);
        drop("委员名册_20251031.csv", /^WY0141,委员0141,[^\n]*,十一届,[^\n]*\n/m);
      },
      {items: true}
    );
    const of = (label: string) => figure(comparison, label) ?? {before: null, after: null};
    expect(
      ["交办意见", "移送线索", "民主评议测评单位", "出席人次", "委员总数"].map(label => [
        of(label).before,
        of(label).after
      ])
    ).toEqual([
      ["27条", "26条"],
      ["7件", "6件"],
      ["6个", "5个"],
      // One row less, and three of the member who is in the roster no more.
      ["897人次", "893人次"],
      ["223名", "222名"]
    ]);
    // Of who attended and who is a member no item is kept in a freeze: their files are told as changed.
    expect(comparison.files.map(({kind, status, removed}) => [kind, status, removed])).toEqual([
      ["出席记录", "有改动", 0],
      ["委员名册", "有改动", 0],
      ["公益诉讼线索", "有改动", 1],
      ["民主监督意见", "有改动", 1],
      ["民主评议", "有改动", 1]
    ]);
    expect(comparison.files.map(itemWords)).toEqual([...["条目不留存", "条目不留存"], ...["移除1", "移除1", "移除1"]]);
    expect(comparison.items?.map(({kind, number}) => [kind, number])).toEqual([
      ["民主监督意见", "YJ2024-027"],
      ["公益诉讼线索", "XS2024-01"],
      ["民主评议", "2024 区教育局"]
    ]);
    expect(JSON.stringify(comparison)).not.toMatch(/委员0141|WY0141/);
  });

  test("separates a counting rule from the inputs", async () => {
    const comparison = await changed(other => {
      other.dropOpinion();
      other.countBasic();
    });
    expect(figure(comparison, "收到社情民意")?.causes).toEqual(["输入"]);
    expect(figure(comparison, "委员满意率")).toMatchObject({
      before: "98.4%(245/249)",
      after: "99.6%(248/249)",
      words: "+1.2个百分点",
      causes: ["口径"]
    });
    expect(comparison.settings).toEqual([{what: "口径:基本满意计入满意", before: "否", after: "是"}]);
    expect(comparison.notes).toEqual([]);
  });

  test("separates the code from the inputs by running the frozen code", async () => {
    const comparison = await changed(other => {
      // The freeze as it would be, had the code of then counted every entry twice.
      const frozen = join(other.folder, "送审稿");
      const code = join(frozen, "程序", "src/metrics/sql/count.ts");
      const source = readFileSync(code, "utf8");
      const twice = source.replaceAll('"count(*)"', '"2 * count(*)"');
      expect(twice).not.toBe(source);
      writeFileSync(code, twice);
      const tables = JSON.parse(readFileSync(join(frozen, "tables.json"), "utf8"));
      for (const row of tables.figures) if (row.metric === "opinions.received") row.value *= 2;
      writeFileSync(join(frozen, "tables.json"), JSON.stringify(tables));
      const manifest = JSON.parse(readFileSync(join(frozen, "manifest.json"), "utf8"));
      manifest.code.computing = "0".repeat(64);
      writeFileSync(join(frozen, "manifest.json"), JSON.stringify(manifest));
      other.dropOpinion();
    });
    expect(comparison.programs).toContain("计算程序有改动");
    expect(figure(comparison, "收到社情民意")).toMatchObject({
      before: "292篇",
      after: "145篇",
      causes: ["输入", "程序"]
    });
    expect(figure(comparison, "收到社情民意", 2023)?.causes).toEqual(["程序"]);
    expect(comparison.notes).toEqual([]);
  });

  test("of a date tells that, and of a renamed file that no item changed", async () => {
    const comparison = await changed(
      other => {
        renameSync(other.path("exports/社情民意_2024.csv"), other.path("exports/社情民意_定稿.csv"));
      },
      {asOf: "2024-06-30"}
    );
    expect(figure(comparison, "收到社情民意")?.causes).toEqual(["截至日期"]);
    expect(comparison.files).toEqual([
      {
        name: "社情民意_2024.csv → 社情民意_定稿.csv",
        kind: "社情民意",
        status: "改名",
        added: 0,
        removed: 0,
        changed: 0
      }
    ]);
    expect(comparisonText(comparison)).toContain("输入文件有1个变动");
  });

  test("of an edited template marks the sentences that were edited", async () => {
    const comparison = await changed(other => {
      other.dropOpinion();
      const text = readFileSync(other.template, "utf8");
      writeFileSync(other.template, text.replace("委员满意率{{", "委员对办理的满意率{{"));
    });
    expect(comparison.sentences.map(({after, edited}) => [after?.slice(0, 9), edited])).toEqual([
      ["委员对办理的满意率", true],
      ["收到社情民意145", false]
    ]);
  });

  test("of a target and a new number of an item", async () => {
    const comparison = await changed(other => {
      other.edit("reference/targets.csv", text => text.replace(/2025,协商活动,\d+/, "2025,协商活动,24"));
      other.edit("exports/社情民意_2024.csv", text => text.replace("SQ20240001,2024-001", "SQ20249001,2024-901"));
    });
    expect(comparison.settings).toEqual([{what: "目标:2025年协商活动", before: "20次以上", after: "24次以上"}]);
    expect(comparison.figures).toEqual([]);
    expect(comparison.files).toMatchObject([{name: "社情民意_2024.csv", added: 0, removed: 0, changed: 1}]);
  });

  test("separates the causes between two freezes where only the earlier exports are left, on the terminal and as a workbook that Excel reads", async () => {
    const other = office.copy();
    const {data, folder, template} = other;
    const kept = ["exports/社情民意_2024.csv", "reference/rules.csv"].map(
      name => [name, readFileSync(other.path(name))] as const
    );
    // As it was frozen, under another name.
    cpSync(join(folder, "送审稿"), join(folder, "初稿"), {recursive: true});
    const manifest = join(folder, "初稿", "manifest.json");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace('"name": "送审稿"', '"name": "初稿"').replace('"order": 1', '"order": 2')
    );
    other.dropOpinion();
    other.countBasic();
    await freeze({name: "定稿", year: "2024", data, folder, template});
    for (const [name, bytes] of kept) writeFileSync(other.path(name), bytes);
    const comparison = await compare(await frozenOf("初稿", folder), await frozenOf("定稿", folder));
    expect((await freezes(folder)).map(({manifest}) => manifest.name)).toEqual(["定稿", "初稿", "送审稿"]);
    const {code, said} = await saying(() => run(["初稿", "定稿", "--folder", folder, "--out", other.out]));
    expect(code).toBe(0);
    expect(said).toContain("「初稿」与「定稿」：2024年有");
    expect(said).toMatch(/2024 {2}收到社情民意 +146篇 +145篇 +−1篇 +输入/);
    const path = join(other.out, "版本对比-初稿-定稿.xlsx");
    expect(said).toContain(path);
    const sheets = strFromU8(unzipSync(readFileSync(path))["xl/workbook.xml"]!);
    for (const name of ["说明", "变化的数字", "文稿句子", "输入与口径"]) expect(sheets).toContain(`name="${name}"`);
    expect(sheets).not.toContain("条目");
    // Their order is not that of the files' times.
    const copied = join(other.root, "copied");
    for (const name of ["定稿", "初稿", "送审稿"])
      cpSync(join(folder, name), join(copied, name), {recursive: true, preserveTimestamps: false});
    expect((await freezes(copied)).slice(0, 2).map(({manifest}) => manifest.name)).toEqual(["定稿", "初稿"]);
    other.edit("exports/社情民意_2024.csv", text => `${text}\n`);
    const lost = await compare(await frozenOf("初稿", folder), await frozenOf("定稿", folder));
    other.close();
    expect(figure(comparison, "收到社情民意")?.causes).toEqual(["输入"]);
    expect(figure(comparison, "委员满意率")?.causes).toEqual(["口径"]);
    expect(comparison.notes).toEqual([]);
    expect(lost.notes).toEqual([
      "输入、口径的变化不能分开:「初稿」和「定稿」的导出文件都已不在原处或已改动,无法重算,以下按共同的原因列出。"
    ]);
  });

  test("without a freeze says how to make one", async () => {
    await expect(run(["初稿", "--folder", join(office.root, "none")])).rejects.toThrow(/npm run freeze -- .*初稿/);
    await expect(run([])).rejects.toThrow(/npm run diff -- 送审稿/);
  });
});

test("long sentences have rows of the workbook that show all of them", async () => {
  const side = {name: "送审稿", year: 2024, as_of: "2024-12-31", sample: true};
  const sentence = {template: "试稿", before: "提".repeat(150), after: "短", edited: false};
  const bytes = await comparisonWorkbook({
    before: side,
    after: {...side, name: "现在"},
    figures: [],
    compared: 1,
    files: [],
    settings: [],
    programs: [],
    sentences: [sentence, {...sentence, before: "短"}],
    uncompared: [],
    notes: []
  });
  const sheet = strFromU8(unzipSync(bytes)["xl/worksheets/sheet3.xml"]!);
  const [long, short] = [...sheet.matchAll(/<row [^>]*>/g)].slice(-2).map(([row]) => /\bht="(\d+)"/.exec(row)?.[1]);
  // 300 cells in a column of 70 are five lines of 10 pt.
  expect(Number(long)).toBeGreaterThanOrEqual(5 * 13);
  expect(Number(short)).toBeLessThan(2 * 13);
});

test("sentences are paired where they stand", () => {
  expect(pairs(["甲", "乙1", "丙"], ["甲", "乙2", "丙", "丁"])).toEqual([
    ["乙1", "乙2"],
    [null, "丁"]
  ]);
  expect(pairs(["甲", "乙"], ["乙"])).toEqual([["甲", null]]);
  expect(pairs(["甲"], ["甲"])).toEqual([]);
});
