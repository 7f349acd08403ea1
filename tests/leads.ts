/** 提案与公益诉讼衔接: a kind of export that the program does not know, to be added to a copy of it. */
export const declaration = `import {calendarYear} from "../intake/derive.js";
import {kind} from "./kind.js";

/** 公益诉讼线索: one row a lead. */
export const leads = kind(
  "leads",
  {
    number: {type: "text", reads: "id", required: true, names: ["线索编号"]},
    direction: {
      type: "code",
      names: ["方向"],
      values: {to_prosecution: ["提案转线索"], to_proposal: ["线索转提案"]}
    },
    handed: {type: "date", required: true, names: ["移送日期"]},
    filed: {type: "flag", names: ["检察立案"]},
    advices: {type: "integer", names: ["检察建议份数"]},
    closed: {type: "date", names: ["案件办结日期"]}
  },
  {
    label: "公益诉讼线索",
    needs: [["number"], ["handed"]],
    key: ["number"],
    identity: {keys: [{of: ["number"]}], title: ["number"]},
    called: {number: ["number"], title: "number"},
    derivations: [calendarYear("handed")],
    basis: "calendar",
    date: "handed",
    events: ["handed", "closed"],
    known: [{fields: ["closed"], by: ["closed"]}],
    facts: "lead_facts",
    dimensions: [{id: "direction", label: "方向", column: "direction", filter: "direction"}],
    items: "handed",
    months: ["handed"],
    shown: {months: ["handed"], dimensions: ["handed"]}
  }
);
`;

/** Its page: the same calls as any other page. */
export const page = `---
title: 公益诉讼
needs: leads
---

\`\`\`js
import {figureCard, heading, metricTile} from "./components/yearbook.js";
import {readTables} from "./components/tables.js";
import {Book} from "./figures/book.js";
import {cumulativeFigure} from "./figures/shapes/index.js";

const book = new Book(
  await readTables({
    about: FileAttachment("datasets/about.arrow").arrayBuffer(),
    figures: FileAttachment("datasets/figures.arrow").arrayBuffer(),
    months: FileAttachment("datasets/months.arrow").arrayBuffer(),
    years: FileAttachment("datasets/years.arrow").arrayBuffer()
  }),
  {year: 2024}
);
display(heading("公益诉讼线索", book));
display(metricTile("leads.handed", book));
display(figureCard(cumulativeFigure({id: "leads-months", name: "移送线索", metric: "leads.handed"}), book));
\`\`\`

移送 \${book.printed("leads.handed")}，立案 \${book.printed("leads.filed")}，建议 \${book.printed("leads.advices")}，立案率 \${book.printed("leads.filing_rate")}。
`;

/** Its metrics, as rows of the catalogue. */
export const metrics = `leads.handed,移送线索,件,公益诉讼线索,件数,,,,,,,,,,,,按移送日期计。
leads.filed,检察立案线索,件,公益诉讼线索,件数,检察立案 = 是,,,,,,移送线索,,,,,移送后检察机关立案的。
leads.advices,检察建议,份,公益诉讼线索,合计 检察建议份数,,,,,,,,,,,,各件检察建议份数之和。
leads.filing_rate,线索立案率,%,指标,检察立案线索 ÷ 移送线索,,,,,,,,,,,,检察立案线索除以移送线索。
`;

/** What an office exports of it. */
export const exported = `线索编号,方向,移送日期,检察立案,检察建议份数,案件办结日期
X1,提案转线索,2023-05-01,是,1,2023-09-01
Y1,提案转线索,2024-03-01,是,2,2024-06-01
Y2,线索转提案,2024-04-01,否,,
Y3,提案转线索,2024-05-01,是,1,
`;
