import {describe, expect, it} from "vitest";
import {docx} from "../../reports/documents/docx.js";
import {bookOf} from "../../reports/edition.js";
import {story} from "../../reports/story/story.js";
import {templates} from "../../reports/story/templates.js";
import {typesetStory} from "../../reports/story/typeset.js";
import {readTables} from "../../reports/tables.js";
import {checkDraft, knownTo, readDraft} from "../../src/check/index.js";
import {figuresOf} from "../../src/figures/index.js";

const tables = await readTables({data: "data/sample"});
const all = await templates();

describe.each(bookOf(tables).years.map(String))("the documents of %s", year => {
  const book = bookOf(tables, year);
  const {figures, ...known} = knownTo(book);

  it.each(all.map(({name, text}) => [name, text]))("%s: no number is called wrong or asked of", async (name, text) => {
    const written = await docx(typesetStory(story(name, text, book, figuresOf(book))), book, []);
    const draft = readDraft(`${name}.docx`, written);
    const findings = checkDraft(draft.text, figures, {...known, year: Number(year), paragraphs: true});
    const doubtful = findings.filter(({verdict}) => verdict === "不一致" || verdict === "请核对");
    expect(doubtful.map(each => [draft.text.slice(each.start - 20, each.end), each.verdict, each.reason])).toEqual([]);
    expect(findings.filter(({verdict}) => verdict === "一致").length).toBeGreaterThan(5);
  });
});
