/** 来访登记: a kind of export that the program does not know, to be added to a copy of it. */
export const declaration = `import {calendarYear} from "../intake/derive.js";
import {kind} from "./kind.js";

/** 来访: one row a visit. */
export const visits = kind(
  "visits",
  {
    number: {type: "text", reads: "id", required: true, names: ["来访编号"]},
    visitor: {
      type: "code",
      names: ["来访者"],
      values: {public: ["群众来访"], member: ["委员来访"]}
    },
    came: {type: "date", required: true, names: ["来访日期"]},
    passed: {type: "flag", names: ["是否转办"]},
    matters: {type: "integer", names: ["反映问题数"]},
    closed: {type: "date", names: ["答复来访日期"]}
  },
  {
    label: "来访",
    needs: [["number"], ["came"]],
    key: ["number"],
    identity: {keys: [{of: ["number"]}], title: ["number"]},
    called: {number: ["number"], title: "number"},
    derivations: [calendarYear("came")],
    basis: "calendar",
    date: "came",
    events: ["came", "closed"],
    known: [{fields: ["closed"], by: ["closed"]}],
    facts: "visit_facts",
    dimensions: [{id: "visitor", label: "来访者", column: "visitor", filter: "visitor"}],
    items: "came",
    months: ["came"],
    shown: {months: ["came"], dimensions: ["came"]}
  }
);
`;

/** Its page: the same calls as any other page. */
export const page = `---
title: 来访
needs: visits
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
display(heading("来访", book));
display(metricTile("visits.came", book));
display(figureCard(cumulativeFigure({id: "visits-months", name: "接待来访", metric: "visits.came"}), book));
\`\`\`

接待 \${book.printed("visits.came")}，转办 \${book.printed("visits.passed")}，问题 \${book.printed("visits.matters")}，转办率 \${book.printed("visits.passing_rate")}。
`;

/** Its metrics, as rows of the catalogue. */
export const metrics = `visits.came,接待来访,件,来访,件数,,,,,,,,,,,,按来访日期计。
visits.passed,转办来访,件,来访,件数,是否转办 = 是,,,,,,接待来访,,,,,接待后转办的。
visits.matters,来访问题,份,来访,合计 反映问题数,,,,,,,,,,,,各件反映问题数之和。
visits.passing_rate,来访转办率,%,指标,转办来访 ÷ 接待来访,,,,,,,,,,,,转办来访除以接待来访。
`;

/** What an office exports of it. */
export const exported = `来访编号,来访者,来访日期,是否转办,反映问题数,答复来访日期
X1,群众来访,2023-05-01,是,1,2023-09-01
Y1,群众来访,2024-03-01,是,2,2024-06-01
Y2,委员来访,2024-04-01,否,,
Y3,群众来访,2024-05-01,是,1,
`;
