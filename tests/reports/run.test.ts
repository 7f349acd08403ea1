import {readdirSync} from "node:fs";
import {copyFile, mkdtemp, readdir, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {run as check} from "../../reports/check.js";
import {run} from "../../reports/commands/report.js";
import {writeDocuments} from "../../reports/documents/index.js";
import type {FigureRecord} from "../../reports/documents/records.js";
import {bookOf} from "../../reports/edition.js";
import {story} from "../../reports/story/story.js";
import {templates} from "../../reports/story/templates.js";
import {readTables} from "../../reports/tables.js";
import {figures} from "../../src/figures/index.js";
import {typeset} from "../../src/text/typeset.js";
import {convert} from "../made.js";
import {missetIn, textsOf} from "../punctuation.js";
import {appendixShare, filled, overrun, tableStarts} from "./paper.js";

let parent: string;
/** 一页通 of other years and dates. */
let overviews: string;
const read = (name: string) => readFile(join(parent, "2024", name));
const parts = async (name: string) => unzipSync(await read(name));
const text = (xml: Uint8Array) =>
  strFromU8(xml)
    .replace(/<\/w:p>|<\/a:p>/g, "\n")
    .replace(/<[^>]+>/g, "");
const names = readdirSync("reports/templates").flatMap(name => /^(.+)\.md$/.exec(name)?.[1] ?? []);

/** What one real report printed for 2024, and the targets it set for 2025. */
const printed: Record<string, string[]> = {
  提案: ["收到提案261件", "立案249件", "党派团体提案158件", "81件提案开展民主评议", "6个单位", "全部办结"],
  比率: ["办结率100%", "回复率100%", "委员满意率98.4%", "测评满意率为98%"],
  社情民意: ["140余篇", "编报101篇", "全国政协14篇", "市级部门6篇", "市领导批示5篇", "党派团体反映86篇", "批示多篇"],
  协商: [
    "83项",
    "大会发言材料11篇",
    "105条",
    "常委会协商1次",
    "40余条",
    "10多条被采纳",
    "20余场次",
    "31件次",
    "71件次"
  ],
  视察: ["视察调研30余次", "专题报告7篇", "调研报告8篇", "监督性建议15条", "提出建议30余条", "20余名"],
  服务: ["50余场次", "20多件", "90多场", "70余场次", "万余人次", "40多个", "2000余万元", "100余人(次)"],
  联谊: ["150余人次", "多地", "5篇", "220余篇(条)", "30多条", "40多名", "19期", "提案22件"],
  自身: ["制度8项", "35名", "表彰委员13名", "16家"],
  目标: ["协商活动20次以上", "民主监督活动20次以上", "95%以上"]
};

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "run-"));
  overviews = await mkdtemp(join(tmpdir(), "overviews-"));
  expect(await run(["--year", "2024", "--data", "data/sample", "--out", parent])).toBe(0);
});
afterAll(async () => {
  for (const folder of [parent, overviews]) await rm(folder, {recursive: true, force: true});
});

describe("npm run report", () => {
  it("writes every figure, the tables and each template's documents", async () => {
    const written = await readdir(join(parent, "2024"));
    for (const {name} of figures)
      for (const kind of ["svg", "png"]) expect(written).toContain(`图表-${name.replaceAll(/[\\/]/g, "_")}.${kind}`);
    for (const name of names) for (const kind of ["docx", "html", "pdf"]) expect(written).toContain(`${name}.${kind}`);
    expect(written).toContain("一页通.pptx");
    expect(await readdir(parent)).toEqual(["2024"]);
  });

  it("writes the same bytes again, and keeps the documents of other templates beside one", async () => {
    const all = await readdir(join(parent, "2024"));
    const before = new Map(await Promise.all(all.map(async name => [name, await read(name)] as const)));
    await run(["--year", "2024", "--data", "data/sample", "--out", parent, "--template", "一页通"]);
    expect(await readdir(join(parent, "2024"))).toEqual(all);
    // The list of what was written is of the last run.
    before.delete(".written.json");
    for (const [name, bytes] of before) expect([name, bytes.equals(await read(name))]).toEqual([name, true]);
  });

  it("fills all templates for every year of the sample", async () => {
    const tables = await readTables({data: "data/sample"});
    for (const year of ["2020", "2021", "2022", "2023", "2025"]) {
      const book = bookOf(tables, year);
      for (const {name, text} of await templates())
        expect(JSON.stringify(story(name, text, book, figures).blocks), name).not.toMatch(/NaN|undefined|⚠/);
    }
  });

  it("writes the documents of a year that is not over", async () => {
    const out = await mkdtemp(join(tmpdir(), "years-"));
    const name = "提案工作情况报告";
    expect(await run(["--year", "2025", "--data", "data/sample", "--out", out, "--template", name])).toBe(0);
    const page = await readFile(join(out, "2025", `${name}.html`), "utf8");
    expect(page).toContain("较上年同期");
    expect(page).not.toMatch(/NaN|undefined|null|无数据/);
    await rm(out, {recursive: true});
  });

  it("says in one sentence what is wrong with a year, and leaves what was there", async () => {
    const before = await read("figures.json");
    await expect(run(["--year", "2031", "--data", "data/sample", "--out", parent])).rejects.toThrow("没有2031年的数据");
    expect((await read("figures.json")).equals(before)).toBe(true);
  });
});

describe("工作报告数据稿", () => {
  it("says every figure of the report as it was printed", async () => {
    const words = text((await parts("工作报告数据稿.docx"))["word/document.xml"]!);
    for (const group of Object.values(printed)) for (const phrase of group) expect(words).toContain(typeset(phrase));
    const records: FigureRecord[] = JSON.parse((await read("figures.json")).toString());
    for (const label of ["提交提案", "协商活动", "委员满意率"])
      expect(words).toContain(typeset(records.find(record => record.label === label)!.words));
  });
  it("says the same in Word and in the page", async () => {
    const page = (await read("工作报告数据稿.html")).toString().replace(/<\/?(span|strong)[^>]*>/g, "");
    for (const group of Object.values(printed)) for (const phrase of group) expect(page).toContain(typeset(phrase));
  });
});

describe("a Word document", () => {
  it("is set after GB/T 9704", async () => {
    const word = await parts("工作报告数据稿.docx");
    const xml = strFromU8(word["word/document.xml"]!);
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906"|<w:pgSz [^>]*w:w="11906"/);
    const margins = /<w:pgMar ([^>]+)>/.exec(xml)![1]!;
    for (const [side, twips] of Object.entries({top: 2098, left: 1587, right: 1474, bottom: 1984}))
      expect(Number(new RegExp(`w:${side}="(\\d+)"`).exec(margins)![1])).toBe(twips);
    const styles = strFromU8(word["word/styles.xml"]!);
    for (const [id, level] of [
      ["Heading1", "0"],
      ["Heading2", "1"]
    ])
      expect(styles).toMatch(new RegExp(`w:styleId="${id}"(?:(?!</w:style>).)*<w:outlineLvl w:val="${level}"/>`, "s"));
    const style = (id: string) => new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, "s").exec(styles)![0];
    for (const [id, font, size] of [
      ["Normal", "仿宋_GB2312", 32],
      ["Title", "方正小标宋简体", 44],
      ["Heading1", "黑体", 32],
      ["Heading2", "楷体_GB2312", 32]
    ] as const) {
      expect(style(id)).toContain(`w:eastAsia="${font}"`);
      expect(style(id)).toContain(`<w:sz w:val="${size}"/>`);
    }
    expect(style("Normal")).toContain('w:line="579" w:lineRule="exact"');
    expect(strFromU8(word["word/fontTable.xml"]!)).toContain("FangSong");
  });
  it("uses real styles for headings and numbers its pages between dashes", async () => {
    const word = await parts("工作报告数据稿.docx");
    const xml = strFromU8(word["word/document.xml"]!);
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)!.length).toBe(9);
    const footers = Object.keys(word).filter(name => /footer\d+\.xml$/.test(name));
    expect(footers.length).toBe(2);
    for (const name of footers) expect(strFromU8(word[name]!)).toMatch(/— .*PAGE.* —/s);
  });
  it("gives headings their level, and small text the font's own distances", async () => {
    const styles = strFromU8((await parts("工作报告数据稿.docx"))["word/styles.xml"]!);
    const style = (id: string) => new RegExp(`<w:style [^>]*w:styleId="${id}".*?</w:style>`, "s").exec(styles)![0];
    for (const level of [1, 2, 3]) {
      expect(style(`Heading${level}`)).toContain(`<w:outlineLvl w:val="${level - 1}"/>`);
      expect(style(`Heading${level}`)).not.toMatch(/<w:b\/>|<w:b w:val="(true|1)"/);
    }
    for (const id of ["Title", "Caption", "Source", "TableHead", "TableText"])
      expect(style(id)).toContain('<w:spacing w:val="0"/>');
  });
  it("leaves no number without its unit at the end of a line", async () => {
    const settings = strFromU8((await parts("工作报告数据稿.docx"))["word/settings.xml"]!);
    const forbidden = /<w:noLineBreaksBefore w:lang="zh-CN" w:val="([^"]+)"/.exec(settings)![1]!;
    for (const character of "件篇次项条名余多万年月日，。；：）”") expect(forbidden).toContain(character);
    expect((await read("工作报告数据稿.html")).toString()).toContain('<span class="n">2000余万元</span>');
  });
  it("has figures with alternative text and caption, and an appendix of rules and sources", async () => {
    const word = await parts("提案工作情况报告.docx");
    const xml = strFromU8(word["word/document.xml"]!);
    const pictures = [...xml.matchAll(/<wp:docPr [^>]*>/g)].map(match => match[0]);
    expect(pictures.length).toBe(6);
    for (const picture of pictures) expect(picture).toMatch(/descr="[^"]{20,}"/);
    expect(xml.match(/<w:pStyle w:val="Caption"\/>/g)!.length).toBe(6);
    const words = text(word["word/document.xml"]!);
    expect(words).toContain("附录 数据来源与口径");
    expect(words).toContain("数字截至2024年12月31日，业务系统数据导出到2025年10月31日");
    expect(words).not.toContain("没有列出");
    expect(words).toContain("联名提案计一件");
    expect(words).toContain("245/249");
  });
  it("says that the data are a sample", async () => {
    for (const name of names) expect(text((await parts(`${name}.docx`))["word/document.xml"]!)).toContain("示例数据");
  });
});

it("says nothing that the draft checker would accuse, tables and appendix included", async () => {
  const out = await mkdtemp(join(tmpdir(), "checked-"));
  for (const name of names) {
    const path = join(parent, "2024", `${name}.docx`);
    expect([name, await check([path, "--year", "2024", "--data", "data/sample", "--out", out])]).toEqual([name, 0]);
  }
  await rm(out, {recursive: true});
});

it("has no half-width mark beside a Han character, in documents, slides, tables and charts", async () => {
  const found: string[] = [];
  for (const file of await readdir(join(parent, "2024")))
    found.push(
      ...textsOf(file, await read(file))
        .flatMap(missetIn)
        .map(mark => `${file}: ${mark}`)
    );
  expect(found).toEqual([]);
});

describe("a page and its PDF", () => {
  it("asks nothing of any other address", async () => {
    for (const name of names) {
      const page = (await read(`${name}.html`)).toString().replaceAll("http://www.w3.org/", "");
      expect(page).not.toMatch(/https?:|<link|<script|url\(|src=/);
      expect(page).toContain('<html lang="zh-CN">');
    }
  });
  it("prints on A4, the overview on one page", async () => {
    for (const name of names) {
      const pdf = (await read(`${name}.pdf`)).toString("latin1");
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      for (const [, width, height] of boxes) {
        expect(Number(width)).toBeCloseTo(595, -0.5);
        expect(Number(height)).toBeCloseTo(842, -0.5);
      }
      if (name === "一页通") expect(boxes.length).toBe(1);
    }
  });
  it("fills its pages", async () => {
    for (const name of names) await expectFilled(name, join(parent, "2024", `${name}.pdf`));
  });
  it("prints letters of fonts that it names and carries", async () => {
    for (const name of names) {
      const pdf = (await read(`${name}.pdf`)).toString("latin1");
      const faces = new Set([...pdf.matchAll(/\/BaseFont \/[A-Z]+\+(\w+)-/g)].map(([, face]) => face));
      expect(faces).toEqual(new Set(["NotoSansSC", "NotoSerifSC"]));
      expect(pdf).not.toContain("/Type3");
    }
  });
});

describe("the presentation", () => {
  it("has charts that can be edited, with their data", async () => {
    const deck = await parts("一页通.pptx");
    const charts = Object.keys(deck).filter(name => /charts\/chart\d+\.xml$/.test(name));
    expect(charts.length).toBe(4);
    expect(Object.keys(deck).filter(name => /embeddings\/.+\.xlsx$/.test(name)).length).toBe(4);
    const first = strFromU8(deck["ppt/charts/chart1.xml"]!);
    for (const value of ["212", "261", "249"]) expect(first).toContain(`<c:v>${value}</c:v>`);
  });
});

const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type ?\/Page\b/g)!.length;
const cuts = ["2020", "2021", "2022", "2025", "2024 2024-10-31", "2025 2025-01-20"];
describe("一页通 of any year and date", () => {
  it("is one page that says its date and source", async () => {
    const [template] = await templates("一页通");
    const now = await readTables({data: "data/sample"});
    for (const cut of cuts) {
      const [year, asOf] = cut.split(" ");
      const book = bookOf(asOf ? await readTables({data: "data/sample", asOf}) : now, year);
      await writeDocuments([story(cut, template!.text, book, figures)], book, overviews, () => {});
      expect([cut, pages(await readFile(join(overviews, `${cut}.pdf`)))]).toEqual([cut, 1]);
      const words = text(unzipSync(await readFile(join(overviews, `${cut}.docx`)))["word/document.xml"]!);
      expect(words).toMatch(/数据截至\d{4}年\d+月\d+日\uff0c来源\uff1a/);
    }
  });
});

/** No page but the last ends with a gap, one page is well filled, no table begins with a row alone; the appendix is at most a third. */
async function expectFilled(name: string, pdf: string) {
  const pages = await filled(pdf);
  const least = pages.length === 1 ? 0.8 : 0.7;
  const gaps = (pages.length === 1 ? pages : pages.slice(0, -1)).filter(page => page < least);
  expect([name, gaps]).toEqual([name, []]);
  expect([name, (await tableStarts(pdf)).filter(({rows}) => rows < 3)]).toEqual([name, []]);
  const share = await appendixShare(pdf);
  expect([name, share > 1 / 3 ? share : "little"]).toEqual([name, "little"]);
}

describe("LibreOffice", () => {
  it("opens every document and prints it on A4, 一页通 of any year on one page", async () => {
    const out = join(overviews, "office");
    const slides = join(overviews, "演示稿.pptx");
    await copyFile(join(parent, "2024", "一页通.pptx"), slides);
    const files = names.map(name => join(parent, "2024", `${name}.docx`));
    await convert([...files, slides, ...cuts.map(cut => join(overviews, `${cut}.docx`))], "pdf", out);
    for (const name of names) {
      const pdf = (await readFile(join(out, `${name}.pdf`))).toString("latin1");
      for (const [, width] of pdf.matchAll(/\/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)/g))
        expect(Number(width)).toBeCloseTo(595.3, 0);
      await expectFilled(name, join(out, `${name}.pdf`));
    }
    for (const name of ["一页通", ...cuts])
      expect([name, (await filled(join(out, `${name}.pdf`))).map(page => page > 0.8)]).toEqual([name, [true]]);
    expect(pages(await readFile(join(out, "演示稿.pdf")))).toBe(6);
    expect(await overrun(join(out, "演示稿.pdf"))).toEqual([]);
  });

  it("has the headings of a document in its navigator", async () => {
    await convert([join(parent, "2024", "工作报告数据稿.docx")], "fodt", overviews);
    const outline = await readFile(join(overviews, "工作报告数据稿.fodt"), "utf8");
    expect(outline.match(/<text:h [^>]*text:outline-level="1"/g)!.length).toBe(9);
    expect(outline.match(/<text:h [^>]*text:outline-level="2"/g)!.length).toBe(2);
  });
});
