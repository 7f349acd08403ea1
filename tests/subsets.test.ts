import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Site, serve} from "../loaders/serve.js";
import {buildSite} from "../loaders/site/build.js";
import {unreadOf} from "../loaders/unread.js";
import {deck} from "../reports/documents/deck.js";
import {docx} from "../reports/documents/docx.js";
import {html} from "../reports/documents/html.js";
import {pdf} from "../reports/documents/pdf.js";
import {publication} from "../reports/documents/picture.js";
import {plates} from "../reports/documents/plates.js";
import {records} from "../reports/documents/records.js";
import {workbook} from "../reports/documents/workbook.js";
import {bookOf} from "../reports/edition.js";
import {makers} from "../reports/makers.js";
import {type Story, story} from "../reports/story/story.js";
import {templates} from "../reports/story/templates.js";
import {typesetStory} from "../reports/story/typeset.js";
import {readTables} from "../reports/tables.js";
import type {Book} from "../src/figures/book.js";
import {figuresOf} from "../src/figures/index.js";
import {chromium, closePages} from "./chromium.js";

/** The kinds, with what the names of the sample's files of them begin with, and their page. */
const kinds = {
  proposals: {files: /^十一届[二三]次/, page: "proposals.html"},
  activities: {files: /^履职活动_202[24]/, page: "activities.html"},
  opinions: {files: /^社情民意_202[24]/, page: "opinions.html"},
  indicators: {files: /^其他指标台账/, page: null},
  suggestions: {files: /^民主监督意见/, page: "suggestions.html"},
  leads: {files: /^提案公益诉讼/, page: null},
  appraisals: {files: /^民主评议/, page: "appraisals.html"},
  members: {files: /^委员名册/, page: null},
  attendances: {files: /^出席记录_2023/, page: null}
};
type Name = keyof typeof kinds;
const names = Object.keys(kinds) as Name[];
const first = names.slice(0, 4);
const subsets: Name[][] = [
  ...first.flatMap((one, i): Name[][] => [[one], ...first.slice(i + 1).map((other): Name[] => [one, other])]),
  ...names.slice(4).map((one): Name[] => [one]),
  ["members", "attendances"]
];

/** In the place of every picture: here only the words of documents are read. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64"
);

const bare = (markup: string) => markup.replace(/<(style|script)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, "");
const wordsOf = (docx: Uint8Array) => bare(strFromU8(unzipSync(docx)["word/document.xml"]!).replace(/<\/w:p>/g, "\n"));
/** What stands on each slide. */
const slidesOf = (pptx: Uint8Array) =>
  Object.entries(unzipSync(pptx)).flatMap(([name, part]) =>
    /^ppt\/slides\/slide\d+\.xml$/.test(name) ? bare(strFromU8(part).replace(/<\/a:p>/g, "\n")).trim() : []
  );
const notSaid = /没有数据|undefined|NaN|null|\{\{|\[\[/;

/** What a browser complains of on the pages, an error that Framework shows in its place among it. */
async function complaintsOf(output: string, pages: readonly string[]): Promise<string[]> {
  let site: Site | undefined;
  const tab = await (await chromium()).newPage({locale: "zh-CN"});
  try {
    site = await serve(output, 4740);
    const complaints: string[] = [];
    tab.on("pageerror", error => complaints.push(error.message));
    tab.on("console", message => message.type() === "error" && complaints.push(message.text()));
    for (const page of pages) {
      await tab.goto(site.address + page);
      await tab.waitForSelector("main h1");
      await tab.waitForSelector("main :is(svg, table, .tile)");
      const words = await tab.locator("main").textContent();
      if (/undefined|NaN|没有数据/.test(words ?? "")) complaints.push(`${page}: ${words}`);
      if ((await tab.locator("main .observablehq--error").count()) > 0) complaints.push(page);
    }
    return complaints;
  } finally {
    await tab.close();
    await site?.close();
  }
}

afterAll(closePages);

describe.each(subsets.map(subset => [subset.join(" and "), subset] as const))("an office with %s only", (_, subset) => {
  const absent = names.filter(name => !subset.includes(name));
  let data: string;
  let book: Book;
  let stories: Story[];
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), "subset-"));
    mkdirSync(join(data, "exports"));
    cpSync("data/sample/reference", join(data, "reference"), {recursive: true});
    // It sets no targets: one of a kind that it does not export would be printed all the same.
    writeFileSync(join(data, "reference", "targets.csv"), "年度,指标,目标,比较\n");
    for (const file of readdirSync("data/sample/exports"))
      if (subset.some(name => kinds[name].files.test(file)))
        cpSync(join("data/sample/exports", file), join(data, "exports", file));
    book = bookOf(await readTables({data}), "2024");
    stories = (await templates(undefined)).map(({name, text}) => story(name, text, book, figuresOf(book)));
  }, 120_000);
  afterAll(() => rmSync(data, {recursive: true, force: true}));

  test("figures.json and figures.xlsx have its figures, and no number of what it has not", async () => {
    const list = records(book);
    const own = (name: string) => list.filter(({metric}) => metric.startsWith(`${name}.`));
    for (const name of subset) expect(own(name).some(({value}) => value !== null)).toBe(true);
    for (const name of absent) expect(own(name).filter(({value}) => value !== null)).toEqual([]);
    if (subset.includes("attendances") && subset.includes("members"))
      expect(list.find(({metric}) => metric === "members.active")).toMatchObject({
        ...{complete: true, rule: expect.stringContaining("没有履职活动的导出文件,只按出席记录计。")}
      });
    const sheets = unzipSync(await workbook(book));
    expect(strFromU8(sheets["xl/workbook.xml"]!)).toContain("<sheet");
  });

  test("every chart that stands draws something of it", () => {
    const drawn = figuresOf(book).filter(figure => figure.has?.(book) ?? true);
    for (const figure of drawn) {
      expect(publication(figure, book)).toContain("<svg");
      const ids = figure.metrics(book);
      expect([figure.name, ids.some(id => book.series(id).some(({value}) => value !== null))]).toEqual([
        figure.name,
        true
      ]);
    }
  });

  test("no document has a heading over nothing, an empty chart, or a word of what it has not", async () => {
    for (const each of stories.map(typesetStory)) {
      const drawn = await plates(each, book, async () => pixel);
      const slides = slidesOf(await deck(each, book));
      expect(slides.filter(slide => slide === "")).toEqual([]);
      const page = html(each, book, drawn);
      for (const words of [wordsOf(await docx(each, book, drawn)), bare(page), ...slides])
        expect(words).not.toMatch(notSaid);
      if (each.name === "一页通") {
        const printed = (await pdf(await chromium(), page, "2024-12-31")).toString("latin1");
        expect(printed.match(/\/Type \/Page\b/g)).toHaveLength(1);
      }
      for (const [i, block] of each.blocks.entries()) {
        if (block.type !== "heading") continue;
        const next = each.blocks.findIndex(
          (other, k) => k > i && other.type === "heading" && other.level <= block.level
        );
        const section = each.blocks.slice(i + 1, next < 0 ? undefined : next);
        expect([each.name, block.text, section.some(({type}) => type !== "heading")]).toEqual([
          each.name,
          block.text,
          true
        ]);
      }
      for (const {kind, id} of each.metrics) {
        if (kind !== "multi") expect([id, absent.includes(kind as Name)]).toEqual([id, false]);
      }
    }
  });

  test("its commands end well", async () => expect(await unreadOf({data})).toBe(0));

  test("navigation and search have no page of what it has not; its own stand in a browser", async () => {
    const output = join(data, "site");
    await buildSite({data, output, makers});
    const home = readFileSync(join(output, "index.html"), "utf8");
    const index = /name="search-index" content="\.?\/?([^"]+)"/.exec(home)![1]!;
    const search = readFileSync(join(output, index), "utf8");
    for (const name of names) {
      const {page} = kinds[name];
      if (!page) continue;
      const there = subset.includes(name);
      expect([page, new RegExp(`<a href="[^"]*${page.replace(".html", "")}(\\.html)?"`).test(home)]).toEqual([
        page,
        there
      ]);
      expect([page, search.includes(`"/${page}"`)]).toEqual([page, there]);
    }
    const own = subset.flatMap(name => kinds[name].page ?? []);
    // One number a year: the first page has nothing to draw.
    const pages = subset.join() === "members" ? ["compare.html"] : ["index.html", "compare.html", ...own];
    expect(await complaintsOf(output, pages)).toEqual([]);
  }, 120_000);
});
