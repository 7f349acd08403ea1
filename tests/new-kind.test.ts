import {execFileSync} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";

/** 提案与公益诉讼衔接: a kind that the program does not know. */
const declaration = `import {calendarYear} from "../intake/derive.js";
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

/** What is added or changed in the program, by path: two files. */
const touched: Record<string, (before: string) => string> = {
  "src/kinds/leads.ts": () => declaration,
  "src/kinds/index.ts": before =>
    before
      .replace(
        'import type {Kind} from "./kind.js";',
        'import type {Kind} from "./kind.js";\nimport {leads} from "./leads.js";'
      )
      .replace("[proposals, opinions, activities, indicators]", "[proposals, opinions, activities, leads, indicators]")
};

/** The metrics stand in the office's own table. */
const metrics = `指标,单位,来源,统计,条件,口径
移送线索,件,公益诉讼线索,件数,,按移送日期计。
检察立案线索,件,公益诉讼线索,件数,检察立案 = 是,移送后检察机关立案的。
检察建议,份,公益诉讼线索,合计 检察建议份数,,各件检察建议份数之和。
线索立案率,%,指标,检察立案线索 ÷ 移送线索,,检察立案线索除以移送线索。
`;

const exported = `线索编号,方向,移送日期,检察立案,检察建议份数,案件办结日期
X1,提案转线索,2023-05-01,是,1,2023-09-01
Y1,提案转线索,2024-03-01,是,2,2024-06-01
Y2,线索转提案,2024-04-01,否,,
Y3,提案转线索,2024-05-01,是,1,
`;

const root = mkdtempSync(join(tmpdir(), "new-kind-"));

beforeAll(() => {
  for (const name of [
    "src",
    "loaders",
    "reports",
    "data/reference",
    "package.json",
    "tsconfig.json",
    "observablehq.config.ts"
  ])
    cpSync(name, join(root, name), {
      recursive: true,
      filter: path => !/[\\/](\.observablehq|out|frozen)$/.test(path)
    });
  symlinkSync(resolve("node_modules"), join(root, "node_modules"));
  for (const [path, change] of Object.entries(touched)) {
    const file = join(root, path);
    writeFileSync(file, change(path.endsWith("leads.ts") ? "" : readFileSync(file, "utf8")));
  }
  const data = join(root, "office");
  mkdirSync(join(data, "exports"), {recursive: true});
  mkdirSync(join(data, "reference"));
  writeFileSync(join(data, "exports", "公益诉讼线索.csv"), exported);
  writeFileSync(join(data, "reference", "metrics.csv"), metrics);
});

afterAll(() => rmSync(root, {recursive: true, force: true}));

test("a kind of export is its file and a line: its figures, months, items and rates come by themselves", () => {
  expect(Object.keys(touched)).toHaveLength(2);
  const args = [
    "reports/commands/report.ts",
    "--data",
    "office",
    "--as-of",
    "2024-12-31",
    "--year",
    "2024",
    "--out",
    "out"
  ];
  execFileSync(process.execPath, ["--import", "tsx", ...args, "--template", "一页通"], {cwd: root, stdio: "pipe"});
  const figures = JSON.parse(readFileSync(join(root, "out", "2024", "figures.json"), "utf8")) as Record<
    string,
    unknown
  >[];
  const of = (label: string) => figures.find(figure => figure.label === label);
  expect(of("移送线索")).toMatchObject({value: 3, previous: 1, words: expect.stringContaining("增加2件")});
  expect(of("检察立案线索")).toMatchObject({value: 2});
  expect(of("检察建议")).toMatchObject({value: 3});
  expect(of("线索立案率")).toMatchObject({numerator: 2, denominator: 3});
  const script = `import {warehouse} from "./loaders/query.js";
const open = await warehouse({data: "office", asOf: "2024-12-31"});
console.log(JSON.stringify({
  months: await open.rows("select month::integer as month, value from months where main and year = 2024 and view = 'year' and metric = (select id from metrics where label = '移送线索') order by month"),
  items: await open.rows("select item, value from dimensions where main and year = 2024 and view = 'year' and metric = (select id from metrics where label = '移送线索') order by item"),
  cube: await open.rows("select direction, handed_month from leads_cube where year = 2024 order by all"),
  files: await open.rows("select kind, accepted from files")
}));
open.close();`;
  writeFileSync(join(root, "ask.ts"), script);
  const said = execFileSync(process.execPath, ["--import", "tsx", "ask.ts"], {cwd: root, encoding: "utf8"});
  expect(JSON.parse(said)).toMatchObject({
    months: [
      {month: 3, value: 1},
      {month: 4, value: 1},
      {month: 5, value: 1}
    ],
    items: [
      {item: "提案转线索", value: 2},
      {item: "线索转提案", value: 1}
    ],
    files: [{kind: "leads", accepted: 4}]
  });
}, 180_000);
