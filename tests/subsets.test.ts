import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {buildSite} from "../loaders/site/build.js";
import {docx} from "../reports/documents/docx.js";
import {publication} from "../reports/documents/picture.js";
import {plates} from "../reports/documents/plates.js";
import {records} from "../reports/documents/records.js";
import {workbook} from "../reports/documents/workbook.js";
import {bookOf} from "../reports/edition.js";
import {type Story, story} from "../reports/story/story.js";
import {templates} from "../reports/story/templates.js";
import {typesetStory} from "../reports/story/typeset.js";
import {readTables} from "../reports/tables.js";
import type {Book} from "../src/figures/book.js";
import {figuresOf} from "../src/figures/index.js";

/** The kinds, with what the names of the sample's files of them begin with, and their page. */
const kinds = {
  proposals: {files: /^十一届[二三]次/, page: "proposals.html"},
  activities: {files: /^履职活动_202[24]/, page: "activities.html"},
  opinions: {files: /^社情民意_202[24]/, page: "opinions.html"},
  indicators: {files: /^其他指标台账/, page: null}
};
type Name = keyof typeof kinds;
const names = Object.keys(kinds) as Name[];
const subsets: Name[][] = names.flatMap((one, i) => [[one], ...names.slice(i + 1).map(other => [one, other])]);

/** In the place of every picture: here only the words of documents are read. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64"
);

const wordsOf = (docx: Uint8Array) =>
  strFromU8(unzipSync(docx)["word/document.xml"]!)
    .replace(/<\/w:p>/g, "\n")
    .replace(/<[^>]+>/g, "");

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
      const words = wordsOf(await docx(each, book, await plates(each, book, async () => pixel)));
      expect(words).not.toMatch(/没有数据|undefined|NaN|null|\{\{|\[\[/);
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

  test("navigation and search have no page of what it has not", async () => {
    const output = join(data, "site");
    await buildSite({data, output});
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
  }, 120_000);
});
