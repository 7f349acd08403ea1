import type {Book} from "../../src/figures/book.js";
import {personWords} from "../../src/members/person.js";
import {recordOf} from "../../src/members/record.js";
import type {Roll} from "../../src/members/roll.js";
import type {MemberYear} from "../../src/members/rows.js";
import {typeset} from "../../src/text/typeset.js";
import {docx} from "../documents/docx.js";
import type {Block} from "../story/blocks.js";
import type {Story} from "../story/story.js";

/** So many years stand side by side on a page. */
const side = 5;

/** The 履职档案 of a member up to a year, as a Word document. */
export function memberDocument(roll: Roll, member: MemberYear, book: Book): Promise<Uint8Array> {
  return docx(storyOf(roll, member), book, []);
}

/** What the document says, in blocks. */
export function storyOf(roll: Roll, member: MemberYear): Story {
  const {name, number, year} = member;
  const {years, lines} = recordOf(roll, number);
  const shown = years.filter(each => each <= year).slice(-side);
  const sections = [...new Set(lines.map(({section}) => section))];
  const paragraph = (text: string): Block => ({type: "paragraph", runs: [{text, bold: false}], metrics: []});
  const points = roll.points(year, number);
  return {
    name: `${number} ${name}`,
    title: `${name}履职档案`,
    blocks: [
      paragraph(personWords(member)),
      ...sections.flatMap((section): Block[] => {
        const own = lines.filter(line => line.section === section);
        const rows = own.map(({label, values}) => [label, ...shown.map(each => values[years.indexOf(each)] ?? null)]);
        return [
          {
            type: "table",
            caption: section,
            table: {columns: ["项目", ...shown.map(each => `${each}年`)], rows},
            note: ""
          }
        ];
      }),
      ...(points.length
        ? [
            {
              type: "table" as const,
              caption: `${year}年得分`,
              table: {
                columns: ["事项", "条件", "次数", "得分"],
                rows: points.map(({event, condition, times, points}) => [event, condition ?? "—", times, points])
              },
              note: "每项得分已按计分表的上限计算。"
            }
          ]
        : []),
      ...roll.notes(shown).map(note => paragraph(typeset(note)))
    ],
    metrics: [],
    left: [],
    appendix: "无",
    presentation: false,
    compact: false
  };
}
