import {describe, expect, it} from "vitest";
import {docx} from "../../reports/documents/docx.js";
import {bookOf} from "../../reports/edition.js";
import {story} from "../../reports/story/story.js";
import {templates} from "../../reports/story/templates.js";
import {typesetStory} from "../../reports/story/typeset.js";
import {readTables} from "../../reports/tables.js";
import {checkDraft, knownTo, readDraft} from "../../src/check/index.js";
import {figuresOf} from "../../src/figures/index.js";
import {kinds} from "../../src/kinds/index.js";
import {notWhole} from "../../src/text/whole.js";

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

describe("the documents of an office of which a file of each kind was not read", () => {
  const [about] = tables.about;
  const incomplete = kinds.map(({name, label}) => ({kind: name, name: `${label}.csv`, reason: "表头缺一列"}));
  const book = bookOf({...tables, about: [{...about!, incomplete: JSON.stringify(incomplete)}]}, "2024");
  const whole = bookOf(tables, "2024");

  it.each(["工作报告数据稿", "民主评议情况"])("%s: numbers that are marked are known as without", async name => {
    const {text} = all.find(template => template.name === name)!;
    const verdicts = async (of: typeof book, against: typeof book) => {
      const {figures, ...known} = knownTo(against);
      const draft = readDraft(`${name}.docx`, await docx(typesetStory(story(name, text, of, figuresOf(of))), of, []));
      const findings = checkDraft(draft.text, figures, {...known, year: 2024, paragraphs: true});
      const shown = findings.map(
        ({end, verdict, reason}) =>
          `${verdict} ${draft.text.slice(0, end).replaceAll(notWhole, "").slice(-14)} ${reason}`
      );
      return {marked: draft.text.includes(notWhole), shown};
    };
    const {marked, shown} = await verdicts(book, whole);
    expect(marked).toBe(true);
    // Headlines that compare are not among them: those of the whole say more.
    expect((await verdicts(whole, whole)).shown.filter(each => !/^(一致|不是数据)/.test(each))).toEqual(
      expect.arrayContaining(shown.filter(each => !/^(一致|不是数据)/.test(each)))
    );
    // Held against what is not complete, none is right or wrong.
    const open = (await verdicts(book, book)).shown.filter(each => /^(一致|不一致|请核对)/.test(each));
    expect(open.filter(each => !each.includes("年目标为"))).toEqual([]);
  });
});
