import {strFromU8, unzipSync} from "fflate";
import {parseHTML} from "linkedom";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {deck} from "../reports/documents/deck.js";
import {docx} from "../reports/documents/docx.js";
import {html} from "../reports/documents/html.js";
import {plates} from "../reports/documents/plates.js";
import {bookOf} from "../reports/edition.js";
import {story} from "../reports/story/story.js";
import {figureCard} from "../src/components/yearbook.js";
import {notesOn} from "../src/figures/notes.js";
import {matrixFigure, trendFigure} from "../src/figures/shapes/index.js";
import {parseNotes} from "../src/metrics/table/index.js";
import {catalogue} from "./catalogue.js";
import {tables} from "./reports/tables.js";

const noted = [
  {metric: "proposals.submitted", chart: null, year: 2022, text: "换届，委员更替"},
  {metric: null, chart: "提案趋势", year: 2023, text: "改用新系统"},
  {metric: "proposals.closed", chart: null, year: 2022, text: "与此图无关"}
];
const data = tables();
data.about[0]!.notes = JSON.stringify(noted);
const book = bookOf(data, "2024");
const figure = trendFigure({id: "proposals-trend", name: "提案趋势", lines: [["proposals.submitted", "提交"]]});
const told = story("稿", "# 题\n\n收到**{{提交提案}}**。\n\n![[提案趋势]]\n\n[[表：提案趋势]]", book, [figure]);
const words = ["①2022年：换届，委员更替", "②2023年：改用新系统"];

const window = parseHTML("<html><body></body></html>");
beforeAll(() => {
  for (const name of ["document", "Node", "HTMLElement"] as const) vi.stubGlobal(name, window[name]);
  vi.stubGlobal("location", {hash: "", search: ""});
});
afterAll(() => {
  vi.unstubAllGlobals();
});

test("a note on a metric stands at its point, one on a chart under its year; other charts have other notes", () => {
  expect(notesOn(book, figure).map(({mark, year, text}) => [mark, year, text])).toEqual([
    ["①", 2022, "换届，委员更替"],
    ["②", 2023, "改用新系统"]
  ]);
  const svg = figure.draw(book, {document: window.document as unknown as Document});
  const texts = [...svg.querySelectorAll("text")].map(text => text.textContent);
  expect(texts).toContain("①");
  expect(texts).toContain("2023年②");
  const other = trendFigure({id: "filed", name: "立案", lines: [["proposals.filed", "立案"]]});
  expect(notesOn(book, other)).toEqual([]);
});

test("in a table of years a note stands at the head of its year", () => {
  const of = {id: "m", name: "各类", metric: "proposals.submitted", dimension: "category", what: "类别"};
  const svg = matrixFigure(of).draw(book, {document: window.document as unknown as Document});
  expect([...svg.querySelectorAll("text")].map(text => text.textContent)).toContain("2022年①");
});

test("the page shows notes beneath the chart", () => {
  const card = figureCard(figure, book);
  document.body.append(card);
  expect(document.querySelector(".remarks")?.textContent).toBe(words.join("；"));
});

test("documents and slides show them", async () => {
  const blank = Buffer.alloc(40);
  blank.writeUInt32BE(10, 16);
  blank.writeUInt32BE(5, 20);
  const drawn = await plates(told, book, async () => blank);
  const texts = {
    html: html(told, book, drawn),
    docx: strFromU8(unzipSync(await docx(told, book, drawn))["word/document.xml"]!),
    slide: strFromU8(unzipSync(await deck(told, book))["ppt/slides/slide2.xml"]!)
  };
  for (const [kind, text] of Object.entries(texts))
    for (const said of words) expect(text.replace(/<[^>]*>/g, ""), kind).toContain(said);
});

test("what notes.csv names and nothing is called is told with file, line and the nearest name", () => {
  const row = (line: number, target: string, year: number) => ({line, values: {target, year, text: "说明"}});
  const {notes, faults} = parseNotes(
    "notes.csv",
    [row(2, "提交提案", 2023), row(3, "提交提按", 2023), row(4, "提案趋式", 2023), row(5, "提案趋势", 2032)],
    catalogue,
    {charts: ["提案趋势"], years: [2022, 2023]}
  );
  expect(notes).toEqual([{metric: "proposals.submitted", chart: null, year: 2023, text: "说明"}]);
  expect(faults).toEqual([
    "参考表 notes.csv 第 3 行：图表或指标「提交提按」不认识，是否为「提交提案」。",
    "参考表 notes.csv 第 4 行：图表或指标「提案趋式」不认识，是否为「提案趋势」。",
    "参考表 notes.csv 第 5 行：年度「2032」不认识，是否为「2022」。"
  ]);
});
