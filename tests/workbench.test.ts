import {createHash} from "node:crypto";
import {chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {strFromU8, unzipSync} from "fflate";
import type {Browser, Page} from "playwright-core";
import readSheets from "read-excel-file/node";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {locked} from "../loaders/lock.js";
import {pageOf} from "../src/pivot/cells.js";
import {chromium, closePages} from "./chromium.js";
import {House} from "./house.js";
import {keysOf} from "./keys.js";
import {crowded, faults, misset, unreached} from "./looks.js";
import {type Started, startWorkbench} from "./workbench.js";

const house = new House("workbench");
const opinions = "社情民意_2024.csv";
const laterOpinions = "社情民意_2025_20251031.csv";
const proposals = "十一届三次会议提案导出_20250110.csv";
const activities = "履职活动_2024-2025_20251031.csv";
const patient = {timeout: 120_000};
let browser: Browser;
let started: Started;
let page: Page;

/** Waits until the program has done what it was asked; figures and site may still follow. */
const done = () => page.waitForFunction(() => !document.body.hasAttribute("aria-busy"), null, patient);
/** Waits until figures and site have followed. */
const settled = () => page.waitForSelector(".behind:empty", {...patient, state: "attached"});
const button = (name: string, on = page) => on.getByRole("button", {name, exact: true});
const reference = (name: string) => readFileSync(house.path("data/reference", name), "utf8");
const hand = (...files: [name: string, text: string][]) =>
  page.setInputFiles(
    "#exports input[type=file]",
    files.map(([name, text]) => ({name, mimeType: "text/csv", buffer: Buffer.from(text)}))
  );
/** Saves what a click brings; gives its name and bytes. */
async function saved(click: Promise<void>, on = page): Promise<[name: string, bytes: Buffer]> {
  const [file] = await Promise.all([on.waitForEvent("download", patient), click]);
  return [file.suggestedFilename(), readFileSync(await file.path())];
}

beforeAll(async () => {
  await house.useShell();
  // No test here speaks of attendances, which have more rows than all other kinds together.
  house.useSample(/^(?!.*(2020-2021|2022-2023|出席记录))/);
  // Of other years' proposals the first sixty: every change is read anew.
  house.shorten(/提案导出_(?!20250110)/, 60);
  // The plenaries are lent by the sample: the office has said nothing of its own yet.
  mkdirSync(house.path("data/sample/reference"), {recursive: true});
  renameSync(house.path("data/reference/sessions.csv"), house.path("data/sample/reference/sessions.csv"));
  // One template: documents are tested elsewhere, here only that they come.
  for (const name of house.names("reports/templates"))
    if (name !== "一页通.md") rmSync(house.path("reports/templates", name), {recursive: true});
  // What a double click would open is noted in place of it.
  mkdirSync(house.path("bin"));
  writeFileSync(house.path("bin/xdg-open"), `#!/bin/sh\necho "$1" >> "${house.path("opened.txt")}"\n`);
  chmodSync(house.path("bin/xdg-open"), 0o755);
  vi.stubEnv("PATH", `${house.path("bin")}:${process.env.PATH}`);
  started = await startWorkbench(house, 4740);
  browser = await chromium();
  const context = await browser.newContext({acceptDownloads: true, viewport: {width: 1280, height: 900}});
  context.setDefaultTimeout(patient.timeout);
  page = await context.newPage();
  await page.goto(started.address);
  await page.waitForSelector("#exports tbody tr", patient);
  await done();
});
afterAll(async () => {
  await closePages();
  vi.unstubAllEnvs();
  house.close();
});

/*
 * While a year is kept, every change counts it anew, to tell in the page of versions what differs from it: it is laid
 * aside between the tests that ask for it.
 */

/** How each step stands in the list of steps. */
const stands = () => page.locator("nav .state").allTextContents();

test("the whole way by keys alone: a file is chosen, a header said, a table edited and a step taken back, a report written, checked and kept", async () => {
  const keys = keysOf(page);
  // Who listens is told of every choice of files, however soon after a page was opened.
  page.on("filechooser", () => {});
  await page.evaluate(() => {
    for (const kind of ["pointerdown", "mousedown", "touchstart"])
      addEventListener(kind, () => document.body.setAttribute("data-pointed", kind), {capture: true});
  });
  await settled();
  expect(await stands()).toEqual([
    expect.stringMatching(/^\d+个文件$/),
    expect.any(String),
    expect.stringMatching(/处要核对/),
    "还没有出",
    "还没有核过",
    "还没有留存"
  ]);
  // 收数据
  const text = readFileSync(house.path("data/exports", opinions), "utf8");
  const strange = text.replace("来源类型", "反映来源类");
  expect(strange).not.toBe(text);
  const later = readFileSync(house.path("data/exports", laterOpinions), "utf8").replace("来源类型", "反映来源类");
  await keys.to(/^把系统导出的文件拖到这里/);
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), keys.press("Enter")]);
  await chooser.setFiles(
    [
      [opinions, strange],
      [laterOpinions, later]
    ].map(([name, text]) => ({name: name!, mimeType: "text/csv", buffer: Buffer.from(text!)}))
  );
  await page.waitForSelector("text=原来的一份在“回收”文件夹", patient);
  const choice = page.getByLabel("「反映来源类」是什么");
  await choice.waitFor(patient);
  await done();
  await keys.kept();
  expect(house.names("data/回收")).toHaveLength(2);
  expect(await page.locator("#exports progress").evaluate((bar: HTMLProgressElement) => bar.value)).toBe(1);
  const row = page.locator("#exports tbody tr", {hasText: opinions});
  expect(await row.locator("td").allTextContents()).toEqual([
    ...["社情民意", "UTF-8", "2024", "2024-01-01至2024-12-21"],
    ...["146", "146", "0", "0", "收回"]
  ]);
  // 体检: the nearest fields first, once for all files.
  expect((await stands())[1]).toBe("1处要说清楚，下一步");
  expect(await page.locator("nav [aria-current=step] .name").textContent()).toBe("体检");
  expect(await page.locator("#checkup .stands").textContent()).toBe(
    "还有1处要说清楚：不认识的列1个；在下面逐个选它是什么。"
  );
  expect(await page.locator("#checkup .choice", {hasText: "反映来源类"}).locator(".where").allTextContents()).toEqual([
    `${opinions}、${laterOpinions}`
  ]);
  expect(await choice.locator("optgroup").first().locator("option").first().textContent()).toBe("来源类型");
  await keys.choose("「反映来源类」是什么", "来源类型");
  await keys.push("「反映来源类」就是它");
  await page.waitForSelector("text=已写入列名表", patient);
  await done();
  await keys.kept();
  expect(reference("columns.csv")).toContain("社情民意,反映来源类,来源类型,");
  expect(await choice.count()).toBe(0);
  expect((await stands())[1]).not.toContain("要说清楚");
  // 口径
  await keys.push("目标表");
  await expect.poll(async () => (await keys.at())?.name, patient).toBe("第2行 年度");
  await keys.write("第2行 目标", "十几");
  await page.waitForSelector("#editor-said:has-text('目标表第2行「目标」')", patient);
  await keys.push("撤销");
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await keys.kept();
  await keys.write("第5行 目标", "19");
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await keys.push("保存");
  await page.waitForSelector("text=目标表已保存", patient);
  await done();
  await keys.kept();
  expect(reference("targets.csv")).toContain("2024,协商活动,19,以上");
  // 出报告
  await settled();
  await keys.choose("年度", "2024");
  await keys.choose("文稿", "一页通");
  await keys.push("写报告");
  await page.waitForSelector("text=2024年的报告已写好", patient);
  await done();
  await keys.kept();
  expect((await stands())[3]).toBe("2024年已出");
  // 核稿
  await keys.push("打开核稿");
  await page.waitForURL(/draft/, patient);
  await page.locator(".drop").waitFor(patient);
  await keys.to(/^把草稿拖到这里/);
  const [draft] = await Promise.all([page.waitForEvent("filechooser"), keys.press("Enter")]);
  await draft.setFiles(house.path("reports/out/2024/一页通.docx"));
  await page.locator(".draft-results tbody tr").first().waitFor(patient);
  await keys.to(/核稿\.docx/);
  const [name, bytes] = await saved(keys.press("Enter"));
  expect([name, Object.keys(unzipSync(bytes))]).toEqual([
    "一页通_核稿.docx",
    expect.arrayContaining(["word/comments.xml"])
  ]);
  await keys.push("工作台");
  await page.waitForURL(/workbench/, patient);
  await page.waitForSelector("nav .state:has-text('核过，都一致')", patient);
  // 留存
  await keys.write("名称", "送审稿");
  await keys.push("留存");
  await button("核对 送审稿").waitFor(patient);
  await done();
  await keys.kept();
  expect((await stands()).slice(3)).toEqual(["2024年已出", "核过，都一致", "已留存1份"]);
  expect(existsSync(house.path("reports/frozen/送审稿/manifest.json"))).toBe(true);
  await keys.push("核对 送审稿");
  await page.waitForSelector("text=核对通过", patient);
  await done();
  await keys.kept();
  // What the command prints in columns is a table here.
  expect(await page.locator(".result .lines td").allTextContents()).toEqual(expect.arrayContaining(["相同"]));
  expect(await page.evaluate(() => document.body.dataset.pointed ?? null)).toBeNull();
  renameSync(house.path("reports/frozen/送审稿"), house.path("送审稿"));
}, 900_000);

test("a file that is dropped and cannot be read says why; taken back it lies in 回收, and can be put back", async () => {
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["%PDF-1.4\n"], "扫描.csv", {type: "text/csv"}));
    return transfer;
  });
  await page.dispatchEvent("#exports .drop", "drop", {dataTransfer: dropped});
  await page.waitForSelector("#exports tr.refused", patient);
  await done();
  expect(await page.locator("#exports .stands").textContent()).toContain("其中1个没有读");
  await button("收回 扫描.csv").click();
  await page.waitForSelector("text=扫描.csv：已收回", patient);
  await done();
  expect(house.names("data/exports")).not.toContain("扫描.csv");
  await page.locator(".attic summary").click();
  await button("放回 扫描.csv").click();
  await page.waitForSelector("text=扫描.csv：已放回", patient);
  await done();
  expect(house.names("data/exports")).toContain("扫描.csv");
  await button("收回 扫描.csv").click();
  await page.waitForSelector("text=扫描.csv：已收回", patient);
  await done();
});

test("categories, units, types of activity and codes that no table has are told, and said what they are", async () => {
  const text = new TextDecoder("gb18030").decode(readFileSync(house.path("data/exports", proposals)));
  const others = readFileSync(house.path("data/exports", activities), "utf8");
  const lines = text.replace(",农业农村,", ",三农,").split("\n");
  lines[2] = lines[2]!.replace(",立案,", ",通过审查,").replace(",区财政局,", ",区财税局,");
  await hand([proposals, lines.join("\n")], [activities, others.replaceAll("讲座义诊", "健康课堂")]);
  for (const [word, option, table, row] of [
    ["类别「三农」", "就是「农业农村」", "类别表", "三农,农业农村"],
    ["单位「区财税局」", "就是「区财政局」", "单位表", "区财税局,区财政局"],
    ["审查结果「通过审查」", "就是「立案」", "代码表", "提案,审查结果,通过审查,立案"],
    ["活动类型「健康课堂」", "新的活动类型，计入协商活动", "活动类型表", "健康课堂,协商活动"]
  ] as const) {
    const choice = page.getByLabel(`${word}是哪一个`);
    await choice.waitFor(patient);
    await done();
    // A guess that stands there already is taken for an answer.
    expect(await choice.inputValue()).toBe("");
    await choice.selectOption({label: option});
    await button(`补入${word}`).click();
    await page.waitForSelector(`text=已补入${table}`, patient);
    await done();
    expect(await choice.count()).toBe(0);
    const file = {类别表: "categories.csv", 单位表: "units.csv", 代码表: "codes.csv", 活动类型表: "activity_types.csv"}[
      table
    ];
    expect(reference(file)).toContain(row);
  }
});

test("what was chosen of one word stays chosen while another is added; the rest of a table's words is added at once", async () => {
  const text = readFileSync(house.path("data/exports", proposals), "utf8");
  const opinion = readFileSync(house.path("data/exports", opinions), "utf8");
  let others = 0;
  const words = ["甲类", "乙类", "丙类", "丁类", "戊类"];
  const strange = text.replace(/,(城乡建设|教育),/g, known => (others < 5 ? `,${words[others++]},` : known));
  await hand([proposals, strange], [opinions, opinion.replace(",经济发展,", ",甲类,")]);
  const first = page.getByLabel("类别「甲类」是哪一个");
  await first.waitFor(patient);
  await done();
  // A word that two kinds of file have is asked once: they share the table.
  expect(await first.count()).toBe(1);
  expect(await page.locator("#checkup .choice", {hasText: "甲类"}).locator(".where").textContent()).toBe(
    `${proposals}、${opinions}`
  );
  const second = page.getByLabel("类别「乙类」是哪一个");
  await second.selectOption({label: "就是「教育」"});
  await first.selectOption({label: "就是「城乡建设」"});
  await button("补入类别「甲类」").click();
  await page.waitForSelector("text=「甲类」已补入类别表", patient);
  await done();
  expect(await second.inputValue()).toBe("就是「教育」");
  await button("补入类别「乙类」").click();
  await page.waitForSelector("text=「乙类」已补入类别表", patient);
  await done();
  await button("其余3个类别都照原样补入").click();
  await page.waitForSelector("text=3个说法已照原样补入类别表", patient);
  await done();
  for (const row of ["甲类,城乡建设", "乙类,教育", "丙类,丙类", "丁类,丁类", "戊类,戊类"])
    expect(reference("categories.csv")).toContain(row);
});

test("the list of problems of one file is saved for the person who delivered it; it has no other's", async () => {
  await hand(["社情民意_补.csv", "编号,标题,来源类型,提交日期\n1,一,委员,2024.13.5\n"]);
  const link = page.locator("#checkup a[aria-label='保存这个文件的问题清单（社情民意_补.csv）']");
  await link.waitFor({...patient, state: "attached"});
  await done();
  const fold = page.locator("#checkup details", {hasText: "社情民意_补.csv"});
  if (!(await link.isVisible())) await fold.locator("summary").click();
  const [name, bytes] = await saved(link.click());
  expect(name).toBe("问题清单-社情民意_补.xlsx");
  const sheets = await readSheets(bytes);
  expect(sheets).toHaveLength(3);
  expect(JSON.stringify(sheets)).toContain("2024.13.5");
  expect(JSON.stringify(sheets)).not.toContain(proposals);
  await button("收回 社情民意_补.csv").click();
  await page.waitForSelector("text=社情民意_补.csv：已收回", patient);
  await done();
});

test("a table is checked cell by cell as one types; a step back; it is saved when nothing is wrong", async () => {
  await button("目标表").click();
  const year = page.getByLabel("第2行 年度");
  const before = await year.inputValue();
  await year.fill("去年");
  await page.getByLabel("第3行 目标").fill("十几");
  // Rows are called by the numbers that Excel shows, tables by their names.
  await page.waitForSelector("#editor-said:has-text('目标表第3行「目标」')", patient);
  expect(await page.locator("#editor-said").textContent()).toMatch(/^目标表第2行「年度」/);
  expect(await page.locator(".editor tbody tr td:first-child").allTextContents()).toEqual(
    expect.arrayContaining(["2", "3", "4"])
  );
  expect(await page.locator(".editor [aria-invalid=true]").evaluateAll(all => all.map(one => one.ariaLabel))).toEqual([
    "第2行 年度",
    "第3行 目标"
  ]);
  const comparison = page.getByLabel("第2行 比较");
  expect(await comparison.locator("option").allTextContents()).toContain("以上");
  expect(await button("保存").isDisabled()).toBe(true);
  await button("撤销").click();
  await button("撤销").click();
  await page.waitForSelector("text=没有错误，可以保存", patient);
  expect([await year.inputValue(), await button("撤销").isDisabled()]).toEqual([before, true]);
  const goal = page.getByLabel("第5行 目标");
  await goal.fill("98");
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await settled();
  // Nobody looks at the site: it stays as it is.
  const made = () => readFileSync(house.path(".cache/site/filters/_site.json"), "utf8");
  const before98 = made();
  await button("保存").click();
  await page.waitForSelector("text=目标表已保存", patient);
  await done();
  await settled();
  expect(made()).toBe(before98);
  expect(reference("targets.csv")).toContain("2024,协商活动,98,以上");
  // Whoever opens a page of it has it made, also while a command that runs beside is writing it.
  const other = await page.context().newPage();
  const site = createHash("sha256")
    .update(realpathSync(house.path(".cache/site/filters")))
    .digest("hex");
  let opened: Promise<unknown> = Promise.resolve();
  await locked(house.path(`.cache/site-${site.slice(0, 12)}.lock`), async () => {
    opened = other.goto(new URL("/?year=2024", page.url()).href, patient);
    await page.waitForSelector(".behind:has-text('另一个任务正在写入网站，等它完成')", patient);
  });
  await opened;
  const told = other.locator(".target", {hasText: "协商活动"});
  await expect.poll(() => told.textContent(), patient).toContain("98");
  // A page that is open follows.
  await goal.fill("97");
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await button("保存").click();
  await expect.poll(() => told.textContent(), patient).toContain("97");
  await other.close();
  await settled();
  expect(await page.locator(".fault").count()).toBe(0);
});

test("a target of an indicator that there is not is told at its cell; the known ones are offered", async () => {
  const named = page.getByLabel("第2行 指标");
  const right = await named.inputValue();
  await named.fill("双向评价的满意率");
  await page.waitForSelector("text=不在口径目录里，最接近的是双向评价满意率", patient);
  expect([await named.getAttribute("aria-invalid"), await button("保存").isDisabled()]).toEqual(["true", true]);
  const offered = await named.evaluate(input => [...(input as HTMLInputElement).list!.options].map(({value}) => value));
  expect(offered).toEqual(expect.arrayContaining(["办结率", "协商活动", right]));
  await button("撤销").click();
  await page.waitForSelector("text=没有错误，可以保存", patient);
});

test("a table that was saved elsewhere since it was opened is not overwritten", async () => {
  const before = reference("targets.csv");
  writeFileSync(house.path("data/reference/targets.csv"), before.replace(",以上", ",以下"));
  await page.getByLabel("第2行 目标").fill("77");
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await done();
  await button("保存").click();
  await page.waitForSelector("[role=alert]:has-text('在别的窗口或Excel里改过了')", patient);
  expect(reference("targets.csv")).toBe(before.replace(",以上", ",以下"));
  await button("撤销").click();
});

test("a target of an indicator that there is not, saved in Excel, is told at its cell although no figures can be made", async () => {
  const right = reference("targets.csv");
  const [, first = ""] = right.split("\n");
  writeFileSync(
    house.path("data/reference/targets.csv"),
    right.replace(first, first.replace(/^(\d+),[^,]+/, "$1,双向评价的满意率"))
  );
  await page.waitForSelector(".fault:has-text('目标表')", patient);
  await button("目标表").click();
  await page.waitForSelector(
    "#editor-said:has-text('目标表第2行：「指标」里的“双向评价的满意率”不在口径目录里')",
    patient
  );
  const named = page.getByLabel("第2行 指标");
  expect(await named.getAttribute("aria-invalid")).toBe("true");
  await named.fill(first.split(",")[1]!);
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await done();
  await button("保存").click();
  await page.waitForSelector("text=目标表已保存", patient);
  await settled();
  expect(await page.locator(".fault").count()).toBe(0);
});

test("rows that the sample lends are marked, and nothing is saved before it is said whether they hold", async () => {
  await page.locator("#checkup li", {hasText: "没有自己的届次表"}).getByRole("button").click();
  const rows = page.locator(".editor tr.lent");
  await rows.first().waitFor(patient);
  const count = await rows.count();
  await page.waitForSelector(`#editor-said:has-text('还有${count}行是示例的')`, patient);
  expect([await rows.first().locator("td").first().textContent(), await button("保存").isDisabled()]).toEqual([
    "2示例",
    true
  ]);
  await button("去掉示例的行").click();
  expect(await page.locator(".editor tbody tr").count()).toBe(1);
  await button("撤销").click();
  // A row that was changed is the office's own.
  await page.getByLabel("第2行 闭幕日期").fill("2020-01-12");
  expect([await rows.count(), await page.getByLabel("第2行 闭幕日期").evaluate(one => one.matches(":focus"))]).toEqual([
    count - 1,
    true
  ]);
  await button("照用示例的行").click();
  expect(await rows.count()).toBe(0);
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await done();
  await button("保存").click();
  await page.waitForSelector("text=届次表已保存", patient);
  await done();
  expect(reference("sessions.csv")).toContain("十届四次,10,4,2020-01-08,2020-01-12,2020");
  expect(await page.locator("#checkup li", {hasText: "没有自己的届次表"}).count()).toBe(0);
});

test("rules are chosen from what each may be, those too that the office's table does not have", async () => {
  await button("规则表").click();
  const row = page.locator(".editor tbody tr", {hasText: "并案计入立案"});
  await expect.poll(() => row.locator("option").allTextContents(), patient).toEqual(["是", "否"]);
  expect(await row.textContent()).toContain("是否另计一件立案提案");
  expect(await page.locator(".editor tbody tr", {hasText: "发布文件名"}).locator("select").count()).toBe(1);
  expect(await page.locator(".editor input").count()).toBe(3);
  await page.waitForSelector("text=没有错误，可以保存", patient);
});

test("a note that names no chart or metric is told in its cell's line; a right one is kept", async () => {
  await settled();
  await button("备注表").click();
  const cell = (column: string) => page.getByLabel(`第2行 ${column}`);
  await cell("图表或指标").fill("提交提按");
  await cell("年度").fill("2024");
  await cell("文字").fill("改用新系统");
  await page.waitForSelector("text=图表或指标「提交提按」不认识，是否为「提交提案」", patient);
  await cell("图表或指标").fill("提交提案");
  await page.waitForSelector("text=没有错误，可以保存", patient);
  await button("保存").click();
  await page.waitForSelector("text=备注表已保存", patient);
  await done();
  expect(reference("notes.csv")).toContain("提交提案,2024,改用新系统");
});

test("a metric composed from lists shows five years before it is saved; what a year lacks is not zero", async () => {
  await done();
  await button("新指标").click();
  await page.locator("#metric-label").fill("农业农村提案");
  await button("加一个条件").click();
  await page.getByLabel("条件：哪一列").selectOption("类别");
  await page.getByLabel("条件：与什么比较").fill("农业农村");
  await expect
    .poll(() => page.locator(".preview td").allTextContents(), patient)
    .toEqual(["11件", "10件", "9件", "32件", "4件"]);
  expect(await page.locator(".preview p").textContent()).toContain("提案的件数，只计「类别」为农业农村的。");
  await page.getByLabel("来源").selectOption("履职活动");
  await page.getByLabel("统计").selectOption("合计");
  expect(await page.locator("#metric-unit").inputValue()).toBe("场次");
  await page.getByLabel("哪一列").first().selectOption("服务人次");
  // What was computed of what was chosen before does not stay.
  expect([await page.locator("#metric-unit").inputValue(), await page.locator(".preview").textContent()]).toEqual([
    "人次",
    "正在算 …"
  ]);
  await expect.poll(() => page.locator(".preview td").allTextContents(), patient).toHaveLength(2);
  await page.getByLabel("来源").selectOption("由别的指标算出");
  await page.getByLabel("指标", {exact: true}).selectOption("立案提案");
  await page.getByLabel("另一个指标").selectOption("提交提案");
  expect(await page.locator("#metric-unit").inputValue()).toBe("%");
  await expect.poll(() => page.locator(".preview td").count(), patient).toBe(5);
  await page.getByLabel("来源").selectOption("提案");
  await page.getByLabel("统计").selectOption("件数");
  expect(await page.locator("#metric-unit").inputValue()).toBe("件");
  await expect.poll(() => page.locator(".preview td").first().textContent(), patient).toMatch(/件$/);
  await page.getByLabel("再分开算").selectOption("提案者类型");
  await page.getByLabel("印法").selectOption("到十位，余（140余）");
  await page.getByLabel("草稿里的其他叫法").fill("涉农提案");
  await expect.poll(() => button("保存这个指标").isEnabled(), patient).toBe(true);
  await button("保存这个指标").click();
  await page.waitForSelector("text=指标「农业农村提案」已保存", patient);
  await done();
  expect(reference("metrics.csv")).toContain("农业农村提案,件,提案,件数");
  expect(reference("metrics.csv")).toMatch(/农业农村提案.*提案者类型.*余10.*涉农提案/);
});

test("a report is written; its documents are opened or saved", async () => {
  await page.locator("#report-year").selectOption("2024", patient);
  await page.getByLabel("文稿").selectOption("一页通");
  const day = page.getByLabel("截至日期（可不填）");
  await day.fill("去年底");
  await button("写报告").click();
  await page.waitForSelector("#report-date-said:has-text('看不懂的日期')", patient);
  await day.fill("2024.12.31");
  await day.blur();
  expect(await day.inputValue()).toBe("2024年12月31日");
  await day.fill("");
  await button("写报告").click();
  await page.waitForSelector("text=2024年的报告已写好", patient);
  const said: string[] = await page.evaluate(async () => (await (await fetch("/_work/state")).json()).lines);
  const steps = said.flatMap(line => /^写出(?:\s*)(\d)\/(\d)：(.+)$/.exec(line)?.slice(1) ?? []);
  expect(steps.filter((_, i) => i % 3 === 0)).toEqual(["1", "2", "3", "4", "5"]);
  expect(steps.filter((_, i) => i % 3 === 2).sort()).toEqual(
    ["一页通.docx", "一页通.html", "一页通.pdf", "一页通.pptx", "数据表"].sort()
  );
  const offered = (kind: "link" | "button") =>
    page
      .locator(".result")
      .getByRole(kind)
      .evaluateAll(all => all.map(one => one.getAttribute("aria-label")));
  expect(await offered("link")).toEqual(
    ["一页通.docx", "一页通.pdf", "一页通.pptx", "一页通.html", "数据表.xlsx", "给程序读的数据.json"].map(
      name => `保存 ${name}`
    )
  );
  expect(await offered("button")).not.toContain("打开 给程序读的数据.json");
  const [name, bytes] = await saved(page.locator(".result").getByRole("link", {name: "保存 一页通.docx"}).click());
  expect(name).toBe("一页通.docx");
  expect(strFromU8(unzipSync(bytes)["word/document.xml"]!)).toContain("261");
  await page.locator(".result").getByRole("button", {name: "打开 一页通.docx"}).click();
  const opened = () => (existsSync(house.path("opened.txt")) ? readFileSync(house.path("opened.txt"), "utf8") : "");
  await expect.poll(opened, patient).toContain(house.path("reports/out/2024/一页通.docx"));
});

test("the site to be handed over has neither the workbench nor an export", async () => {
  await button("生成要发布的网站").click();
  await page.waitForSelector("text=网站.zip", patient);
  await done();
  const names = Object.keys(unzipSync(readFileSync(house.path("dist.zip"))));
  expect(names).toContain("index.html");
  expect(names.filter(each => /workbench|exports|回收|\.csv$/.test(each))).toEqual([]);
  expect(readFileSync(house.path("dist/index.html"), "utf8")).not.toContain("工作台");
});

test("a year that was kept is compared with what the figures are now", async () => {
  renameSync(house.path("送审稿"), house.path("reports/frozen/送审稿"));
  await button("与现在比较 送审稿").click(patient);
  await page.waitForSelector("text=版本对比-送审稿.xlsx", patient);
  await done();
  renameSync(house.path("reports/frozen/送审稿"), house.path("送审稿"));
});

test("another window is told to wait; one that is closed ends nothing; what differs from last time is told", async () => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForSelector("#report button");
  await other.getByLabel("文稿").selectOption("一页通");
  await button("写报告", other).click();
  await other.waitForSelector(".doing.busy");
  await other.close();
  await button("写报告").click();
  await page.waitForSelector("[role=alert]:has-text('正在写报告，请等它完成')", patient);
  await page.waitForSelector("text=与上次写出的相比，数字没有变化", patient);
  await done();
});

test("the site leads to the workbench; started twice, the second says so", async () => {
  await settled();
  const other = await page.context().newPage();
  await other.goto(new URL("/draft.html?year=2024", page.url()).href);
  await other.locator("#observablehq-sidebar a", {hasText: "工作台"}).click();
  await other.waitForSelector("h1:has-text('工作台')");
  await other.close();
  const {code, stdout} = await house.run(["reports/commands/workbench.ts"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("程序已经打开，不必再启动一次")]);
});

test("a notebook of the office lives: Inputs, sql over its data, Plot, its own files and charts; a faulty cell says so alone", async () => {
  await page.getByLabel("名称").last().fill("办理快慢");
  await button("新建笔记").click();
  await page.waitForSelector("text=笔记“办理快慢”已写好", patient);
  await done();
  const own = readFileSync("tests/notebook/办公室.md", "utf8");
  writeFileSync(house.path("data/笔记/办公室.md"), own);
  writeFileSync(house.path("data/笔记/活动.csv"), readFileSync("tests/notebook/活动.csv"));

  const tab = await page.context().newPage();
  const complaints: string[] = [];
  tab.on("pageerror", error => complaints.push(error.message));
  tab.on("request", request => {
    if (new URL(request.url()).port !== String(started.port) && !/^(data|blob):/.test(request.url()))
      complaints.push(request.url());
  });
  await page.getByRole("link", {name: "办理快慢"}).click();
  const first = page.locator(".finding");
  await expect.poll(() => first.textContent(), patient).toMatch(/^2024年提案最多的是/);
  await page.locator("form input[type=number]").fill("2027");
  await expect.poll(() => page.locator("main").textContent(), patient).toContain("2027年没有提案。");
  await page.goto(`http://127.0.0.1:${started.port}/workbench`);
  await button("新建笔记").waitFor(patient);

  await tab.goto(`http://127.0.0.1:${started.port}/_work/notebook?name=${encodeURIComponent("办公室")}`);
  const said = tab.locator("#said b");
  await expect.poll(() => said.textContent(), patient).toBe("3 3 2024 有提案");
  await tab.locator("form input[type=number]").fill("2027");
  await expect.poll(() => said.textContent(), patient).toBe("3 3 2027 没有提案");
  expect(await tab.locator("main svg g[aria-label=bar] rect").count()).toBe(3);
  const faulty = tab.locator(".observablehq--error");
  expect(await faulty.allTextContents()).toEqual([
    "开头的sql:在程序包的笔记里不起作用，自己的文件用FileAttachment(…).csv()读。",
    expect.stringContaining("SyntaxError"),
    expect.stringContaining("「第一提案人」是姓名或联系方式，分析用的表里没有这一列。"),
    expect.stringContaining("没有运行成功"),
    expect.stringContaining("程序包的笔记里没有“tex”，请改用Plot、d3"),
    expect.stringContaining("程序包的笔记没有DuckDBClient，请用sql查各表")
  ]);
  expect(complaints).toEqual([]);
  expect(await faults(tab)).toEqual([]);
  await tab.close();
});

test("a kept view is written into the office's tables from the list of views", async () => {
  await settled();
  const tab = await page.context().newPage();
  await tab.goto(
    `http://127.0.0.1:${started.port}/pivot.html?kind=proposals&measure=proposals.filed&rows=category&columns=year&in.category=教育`
  );
  await tab.locator(".keep summary").click(patient);
  await tab.locator(".keep input").first().fill("教育类立案");
  await tab.getByRole("button", {name: "存下"}).click();
  await tab.waitForSelector("text=也写进视图表，模板里用“![[教育类立案]]”放进文稿", patient);
  const written = () => (existsSync(house.path("data/reference/views.csv")) ? reference("views.csv") : "");
  await expect
    .poll(written, patient)
    .toMatch(/^\ufeff名称,说明,链接.*\r\n教育类立案,,pivot\.html\?kind=proposals&measure=proposals\.filed&/);
  await expect
    .poll(() => page.evaluate(() => fetch("/_work/state").then(answer => answer.json())), patient)
    .toMatchObject({busy: null});
  await tab.getByRole("link", {name: "视图"}).last().click();
  await tab.getByRole("button", {name: "把 教育类立案 写进参考表"}).click();
  await tab.waitForSelector("text=已交给工作台", patient);
  await page.waitForSelector("text=“教育类立案”已写进指标表、图表表", patient);
  await done();
  expect(reference("metrics.csv")).toContain("教育类立案,件,提案,件数,立案 = 是;类别 = 教育");
  expect(reference("charts.csv")).toContain("教育类立案,矩阵,教育类立案,类别,5,自选图表,");
  await settled();
  expect(await page.locator(".fault").count()).toBe(0);
  await tab.close();
});

test("the cells that a view writes into a notebook give the answer of the page 透视 that it was kept from", async () => {
  const filed = "pivot.html?kind=proposals&measure=proposals.filed";
  const views: Record<string, [address: string, how: "figures" | "items"]> = {
    各类立案: [`${filed}&rows=category&columns=year&years=2023&years=2024`, "figures"],
    逐年立案: [`${filed}&rows=year&years=2022&years=2023&years=2024`, "figures"],
    教育各党派: [`${filed}&rows=party&columns=year&in.category=教育&years=2023&years=2024`, "items"],
    两年各类: [`${filed}&rows=category&years=2023&years=2024`, "items"],
    占比: [`${filed}&rows=category&columns=year&years=2023&years=2024&show=column`, "items"]
  };
  await settled();
  const tab = await page.context().newPage();
  const at = (path: string) => `http://127.0.0.1:${started.port}/${path}`;
  mkdirSync(house.path("data/笔记"), {recursive: true});
  const rows = async () => {
    await tab.locator(".pivot-table tbody tr").first().waitFor(patient);
    return tab
      .locator(".pivot-table tr")
      .evaluateAll(lines => lines.map(line => [...line.children].map(cell => cell.textContent)));
  };
  for (const [name, [address, how]] of Object.entries(views)) {
    await tab.goto(at(address));
    const answer = await rows();
    const totals = await tab.locator(".pivot-table tr.total").count();
    const counts = answer.slice(1, answer.length - totals);
    expect([name, counts.length > 1]).toEqual([name, true]);
    writeFileSync(house.path("data/笔记", `${name}.md`), pageOf(name, address)!);
    await tab.goto(at(`_work/notebook?name=${encodeURIComponent(name)}`));
    if (how === "items") expect([name, await rows()]).toEqual([name, answer]);
    else {
      const texts = tab.locator("figure.chart-card svg text");
      await texts.first().waitFor(patient);
      const drawn = (await texts.allTextContents()).flatMap(text => /^(\d+)件?$/.exec(text)?.[1] ?? []);
      // Columns of years, without their total; of nothing nothing is drawn; a line has its scale beside its values.
      const asked = counts
        .flatMap(line => line.slice(1, line.length > 2 ? -1 : undefined))
        .filter(text => /^[1-9]\d*$/.test(text!));
      if (counts[0]!.length > 2) expect([name, drawn.toSorted()]).toEqual([name, asked.toSorted()]);
      else expect([name, drawn]).toEqual([name, expect.arrayContaining(asked)]);
    }
    expect([name, await tab.locator(".observablehq--error").allTextContents()]).toEqual([name, []]);
  }
  await tab.close();
});

test("how far a long step is stands in a bar", async () => {
  const state = await page.evaluate(() => fetch("/_work/state").then(answer => answer.json()));
  const busy = {...state, busy: "读取文件", lines: ["读取 2/4 提案.csv：40%"], share: 0.35};
  await page.route("**/_work/state", route => route.fulfill({json: busy}));
  await page.waitForSelector(".doing progress:not([hidden])", patient);
  expect(await page.locator(".doing progress").evaluate((bar: HTMLProgressElement) => bar.value)).toBe(0.35);
  expect(await page.locator(".doing").textContent()).toBe("正在读取文件 … 读取 2/4 提案.csv：40%");
  await page.unroute("**/_work/state");
  await done();
});

test("axe finds nothing in light, dark and forced colours; at 390 px and at 200 % nothing is wider than the page, no unit is alone", async () => {
  await button("目标表").click();
  await page.waitForSelector(".editor input");
  expect(await faults(page)).toEqual([]);
  expect(await misset(page)).toEqual([]);
  expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
  await button("新指标").click();
  await button("加一个条件").click(patient);
  expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
  expect(await faults(page, ["light"])).toEqual([]);
  expect(await misset(page)).toEqual([]);
});

test("every control is reached by keyboard and pressed by it", async () => {
  expect(await unreached(page)).toEqual([]);
  await button("届次表").focus();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")), patient)
    .toBe("第2行 届次");
});

test("the program is ended from the page", async () => {
  await done();
  await button("关闭程序").click();
  await page.waitForSelector("text=程序已经关闭", patient);
  expect((await started.said).code).toBe(0);
});
