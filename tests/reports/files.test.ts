import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import readExcelFile from "read-excel-file/node";
import {afterEach, beforeEach, describe, expect, it, test} from "vitest";
import {missingGlyphs, withFonts} from "../../reports/documents/font.js";
import {chart, png, publication} from "../../reports/documents/picture.js";
import {records} from "../../reports/documents/records.js";
import {workbook} from "../../reports/documents/workbook.js";
import {replaceYear} from "../../reports/documents/year-folder.js";
import {settled} from "../../reports/documents/zip.js";
import {bookOf} from "../../reports/edition.js";
import {linesOf} from "../../src/charts/publication.js";
import {captionOf} from "../../src/figures/caption.js";
import {trendFigure} from "../../src/figures/shapes/index.js";
import {typeset} from "../../src/text/typeset.js";
import {metrics} from "../catalogue.js";
import {tables} from "./tables.js";

const book = bookOf(tables(), "2024");
const byLabel = (label: string) => records(book).find(record => record.label === label)!;
const drawn = (svg: string) => withFonts(svg, async fonts => png(svg, fonts));
const figure = trendFigure({
  id: "proposals-trend",
  name: "提案趋势",
  lines: [
    ["proposals.submitted", "提交"],
    ["proposals.filed", "立案"]
  ]
});

describe("figures.json", () => {
  it("holds every metric once", () => {
    expect(records(book).map(record => record.metric)).toEqual([...metrics.keys()]);
  });
  it("prints as a report does, with the change in words", () => {
    expect(byLabel("提交提案")).toMatchObject({
      year: 2024,
      value: 261,
      printed: "261件",
      previous: 245,
      difference: 16,
      words: "较上年增加16件,增长6.5%",
      basis: "届次年度",
      as_of: "2024-12-31"
    });
    expect(byLabel("收到社情民意").printed).toBe("140余篇");
    expect(byLabel("办结提案").printed).toBe("全部");
  });
  it("gives rates as unrounded percentages with their parts", () => {
    const rate = byLabel("委员满意率");
    expect(rate).toMatchObject({numerator: 245, denominator: 249, printed: "98.4%", percent: null});
    expect(rate.value).toBeCloseTo(98.393574297, 8);
    expect(byLabel("民主评议测评满意率").value).toBe(98);
    expect(byLabel("办结率").value).toBe(100);
  });
  it("has null, not zero, where there is no data", () => {
    const bare = tables();
    bare.figures = bare.figures.filter(row => row.metric !== "opinions.received");
    const record = records(bookOf(bare, "2024")).find(({metric}) => metric === "opinions.received");
    expect(record).toMatchObject({value: null, printed: null, words: "本年无数据"});
  });
});

describe("figures.xlsx", () => {
  it("shows five years, the change and the words of each metric, and its rule on a sheet of its own", async () => {
    const [notes, sheet, rules] = await readExcelFile(Buffer.from(await workbook(book)));
    expect([notes!.sheet, sheet!.sheet, rules!.sheet]).toEqual(["说明", "主要指标", "口径"]);
    expect(notes!.data.flat().join()).toContain("没有数据不等于零");
    const rows = sheet!.data;
    const heads = rows[1]!;
    expect(heads.slice(0, 7)).toEqual(["指标", "单位", "2020年", "2021年", "2022年", "2023年", "2024年"]);
    const row = rows.find(cells => cells[0] === "提交提案")!;
    expect(row.slice(2, 7)).toEqual([209, 196, 235, 245, 261]);
    expect(row).toContain("较上年增加16件，增长6.5%");
    const rule = rules!.data.find(cells => cells[0] === "提交提案")!;
    expect(rule).toContain(typeset(captionOf(book, ["proposals.submitted"]).rule));
    for (const {data} of [sheet!, rules!])
      expect(data.flatMap(cells => (cells.slice(1).every(cell => cell === null) ? [cells[0]] : []))).toEqual(
        expect.arrayContaining(["提案", "社情民意", "履职活动"])
      );
  });
  it("freezes the headings and the names, and holds no formula", async () => {
    const parts = unzipSync(await workbook(book));
    const sheet = strFromU8(parts["xl/worksheets/sheet2.xml"]!);
    expect(sheet).toMatch(/<pane [^>]*xSplit="1"[^>]*ySplit="2"|<pane [^>]*ySplit="2"[^>]*xSplit="1"/);
    expect(sheet).not.toContain("<f>");
  });
  it("prints its headings on every page, with title and page number at the foot", async () => {
    const parts = unzipSync(await workbook(book));
    expect(strFromU8(parts["xl/workbook.xml"]!)).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="1">'主要指标'!$1:$2</definedName>`
    );
    expect(strFromU8(parts["xl/worksheets/sheet2.xml"]!)).toContain("主要指标&amp;R第&amp;P页，共&amp;N页");
  });
  it("is the same bytes every time", async () => {
    expect(Buffer.from(await workbook(book)).equals(Buffer.from(await workbook(book)))).toBe(true);
  });
});

describe("pictures", () => {
  const svg = publication(figure, book);
  it("say the finding, the rule, the date and the source", () => {
    expect(svg).toContain("提交");
    for (const words of ["口径：", "截至2024年12月31日", "来源：提案导出", "按届次年度"])
      expect(svg.replace(/<\/text>\s*<text[^>]*>/g, "")).toContain(words);
  });
  it("name one font and use no colour of a page", () => {
    expect(new Set([...svg.matchAll(/font-family="([^"]+)"/g)].map(match => match[1]))).toEqual(
      new Set(["Noto Sans SC"])
    );
    expect(svg).not.toMatch(/currentColor|var\(|class=/);
  });
  it("are 156 mm wide at 300 dots an inch", async () => {
    const image = await drawn(svg);
    expect(image.readUInt32BE(16)).toBe(1843);
    expect(image.toString("latin1", 37, 41)).toBe("pHYs");
  });
  it("are the same bytes every time, and not blank", async () => {
    const bare = chart(figure, book);
    const [one, two] = [await drawn(bare), await drawn(bare)];
    expect(one.equals(two)).toBe(true);
    expect(one.length).toBeGreaterThan(10_000);
  });
  it("can print every character of the catalogue", () => {
    const text = [...metrics.values()].map(({label, unit, rule}) => label + unit + rule).join("");
    expect(missingGlyphs(text)).toEqual([]);
    expect(missingGlyphs(svg)).toEqual([]);
    expect(missingGlyphs("好\u{2A6A5}")).toEqual(["\u{2A6A5}"]);
  });
});

test("lines break before no closing mark and within no number", () => {
  const lines = linesOf("提交提案较上年增加29件,增长12.5%,其中党派团体提案158件、占六成。", 150, 12);
  expect(lines.join("")).toBe("提交提案较上年增加29件,增长12.5%,其中党派团体提案158件、占六成。");
  for (const number of ["29件", "12.5%", "158件"]) expect(lines.some(line => line.includes(number))).toBe(true);
  for (const line of lines.slice(1)) expect(line).not.toMatch(/^[,。、%.]/);
});

test("a zip keeps its content and takes the date of the data", async () => {
  const parts = unzipSync(settled(await workbook(book), "2024-12-31"));
  expect(Object.keys(parts)[0]).toBe("[Content_Types].xml");
  for (const [name, bytes] of Object.entries(parts))
    if (name.startsWith("docProps/")) expect(strFromU8(bytes)).not.toMatch(/>20(?!24-12-31)\d\d-\d\d-\d\dT/);
});

describe("the folder of a year", () => {
  let folder: string;
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
  const year = (files: Record<string, string>, some = false) =>
    replaceYear(
      folder,
      async beside => {
        for (const [name, text] of Object.entries(files)) await writeFile(join(beside, name), text);
      },
      {some, say}
    );
  const text = (name: string) => readFile(join(folder, name), "utf8");
  const names = async () => (await readdir(folder)).filter(name => !name.startsWith(".")).sort();
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), "report-")), "2024");
    said.length = 0;
    await year({"figures.json": "1", "稿.docx": "一", "图.svg": "一"});
  });
  afterEach(() => rm(dirname(folder), {recursive: true}));

  it("keeps what staff put there and what they changed, and sets apart what is ours and old", async () => {
    await mkdir(join(folder, "往来"));
    await writeFile(join(folder, "往来", "函.docx"), "theirs");
    await writeFile(join(folder, "批注.txt"), "theirs");
    await writeFile(join(folder, "稿.docx"), "改过");
    await year({"figures.json": "2", "稿.docx": "二"});
    expect(await names()).toEqual(["figures.json", "以前的数字", "往来", "批注.txt", "稿-改动稿.docx", "稿.docx"]);
    expect(await text("以前的数字/图.svg")).toBe("一");
    expect([await text("稿.docx"), await text("稿-改动稿.docx"), await text("往来/函.docx")]).toEqual([
      "二",
      "改过",
      "theirs"
    ]);
    expect(said.join("\n")).toMatch(
      /稿\.docx 在上次写出后有人改动过.*稿-改动稿\.docx\n.*没有重写的1张图已移到“以前的数字”/
    );
  });

  it("keeps what is not written anew while the figures are the same", async () => {
    await year({"figures.json": "1", "稿.docx": "二"}, true);
    expect(await names()).toEqual(["figures.json", "图.svg", "稿.docx"]);
    await year({"figures.json": "2"}, true);
    expect(await names()).toEqual(["figures.json", "以前的数字"]);
    expect(await text("以前的数字/稿.docx")).toBe("二");
    await year({"figures.json": "3", "稿.docx": "三"}, true);
    await year({"figures.json": "4"}, true);
    expect(await text("以前的数字/稿.docx")).toBe("二");
    expect(await text("以前的数字2/稿.docx")).toBe("三");
  });

  it("stays as it was when a run fails, and when the new edition cannot be put in place", async () => {
    const broken = replaceYear(
      folder,
      async beside => {
        await writeFile(join(beside, "稿.docx"), "half");
        throw new Error("disk full");
      },
      {some: false, say}
    );
    await expect(broken).rejects.toThrow("disk full");
    // A folder of the name of a file refuses the last step as a file open in Word does.
    await rm(join(folder, "图.svg"));
    await mkdir(join(folder, "图.svg"));
    await writeFile(join(folder, "图.svg", "备注.txt"), "theirs");
    await expect(year({"figures.json": "2", "图.svg": "二", "稿.docx": "二"})).rejects.toThrow(/图\.svg/);
    expect([await text("figures.json"), await text("稿.docx"), await text("图.svg/备注.txt")]).toEqual([
      "1",
      "一",
      "theirs"
    ]);
    expect(await readdir(dirname(folder))).toEqual(["2024"]);
  });
});

describe("the year asked for", () => {
  it("must have data, and the message says which years have", () => {
    expect(() => bookOf(tables(), "2031")).toThrow("没有2031年的数据,现有2020年至2024年的数据;请改写 --year");
    expect(() => bookOf(tables(), "20x4")).toThrow("看不懂的年度“20x4”");
  });
  it("is the last one that is over when none is asked for", () => expect(bookOf(tables()).year).toBe(2024));
});
