import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Warehouse, warehouse} from "../loaders/query.js";
import {searchIndex} from "../loaders/site/search.js";
import {chart} from "../reports/documents/picture.js";
import {records} from "../reports/documents/records.js";
import {workbook} from "../reports/documents/workbook.js";
import {compareItems, keepItems} from "../reports/freeze/items.js";
import {everyYear} from "../reports/freeze/state.js";
import {readTables} from "../reports/tables.js";
import {Book} from "../src/figures/book.js";
import {Cube} from "../src/figures/cube.js";
import {filteredTables} from "../src/figures/filtered.js";
import {targetTrends} from "../src/figures/target-trends.js";
import {targetsOf} from "../src/figures/targets.js";
import {conditionsOf, facts, metricSql, statement} from "../src/metrics/sql/index.js";

/** An office whose figures are mapped by tables only: what ours can, its own can. */
const data = "tests/offices/riverside";
let open: Warehouse;
let book: Book;
beforeAll(async () => {
  book = new Book(await readTables({data}), {year: 2024});
  open = await warehouse({data});
});
afterAll(() => open.close());

const id = (label: string) => book.catalogue.byLabel(label)!.id;
/** Rates, quotients, sums, distinct counts and a term's count of own fields, and indicators of the ledger alone. */
const own = ["面复率", "人均提案", "建议经费合计", "提案委员数", "走访企业", "交流单位", "本届提案", "委员工作室"];

test("the statement shown with a number gives that number", async () => {
  for (const label of own)
    for (const year of [2023, 2024]) {
      const row = book.figure(id(label), year);
      if (!row || row.value === null) continue;
      const [found] = await open.rows<{value: number}>(
        statement(book.catalogue, book.metric(id(label)), {view: row.view, year})
      );
      expect([label, year, found!.value]).toEqual([label, year, row.value]);
    }
});

describe("under a filter", () => {
  const filter = {items: {category: ["教育", "经济发展"]}, years: []};
  const counted = ["面复提案", "大额建议", "建议经费合计", "领衔督办提案", "提交提案"];
  let filtered: Book;
  beforeAll(async () => {
    const bytes = await open.arrow(await readFile("src/datasets/proposals-cube.arrow.sql", "utf8"));
    const cube = new Cube("proposals", book.catalogue, bytes, book.tables.years);
    filtered = new Book(filteredTables(book, [cube], filter), {year: 2024});
  });

  test("figures over own fields are what SQL gives", async () => {
    for (const label of counted) {
      const where = [
        `view = '${book.view}'`,
        "basis = 'session'",
        "year = 2024",
        ...conditionsOf("proposals", filter)
      ].join(" and ");
      const [row] = await open.rows<{value: number}>(
        `select (${metricSql(book.metric(id(label)))})::double as value from ${facts.proposals} where ${where}`
      );
      expect([label, filtered.value(id(label))]).toEqual([label, row!.value]);
    }
    expect(filtered.value(id("提交提案"))).toBeLessThan(book.value(id("提交提案"))!);
    expect(filtered.value(id("面复率"))).toBe(filtered.value(id("面复提案"))! / filtered.value(id("立案提案"))!);
  });

  test("a figure whose column a year lacks is no more known than without", () => {
    for (const label of ["面复提案", "重点提案", "大额建议", "面复率"])
      expect([label, filtered.value(id(label), 2023)]).toEqual([label, null]);
  });
});

test("they are in figures.xlsx, in what a freeze keeps of every year, among the targets and drawn", async () => {
  const kept = everyYear(book);
  for (const label of own) {
    const found = records(book).find(record => record.label === label)!;
    expect([label, kept.find(each => each.label === label && each.year === 2024)]).toEqual([label, found]);
    expect(found.value).not.toBeNull();
    expect(found.rule).not.toBe("");
  }
  const sheet = Object.entries(unzipSync(await workbook(book)))
    .filter(([name]) => /sharedStrings|sheet\d/.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join("");
  for (const label of [...own, "提案工作全市名次"]) expect(sheet).toContain(label);
  expect(targetsOf(book).map(({metric}) => metric.label)).toEqual(["委员工作室", "面复率"]);
  for (const figure of targetTrends(book)) expect(chart(figure, book)).toContain("<svg");
});

test("search finds each of them by its name and goes to its page", () => {
  const index = searchIndex([], book.catalogue.all);
  for (const label of own) expect(index).toContain(`metric.html?metric=${encodeURIComponent(id(label))}`);
  expect(index).toContain('"title":"面复率"');
});

test("a changed cell of an own column is told of its item, by its header", async () => {
  const folder = mkdtempSync(join(tmpdir(), "equals-"));
  const key = {key: Buffer.alloc(32, 1), id: "test"};
  try {
    cpSync(data, join(folder, "data"), {recursive: true});
    const path = join(folder, "data/exports/提案办理情况2024.csv");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("A,满意,否,是,,30", "A,满意,否,否,,30"));
    const other = await warehouse({data: join(folder, "data")});
    await keepItems(open, join(folder, "before"), key);
    await keepItems(other, join(folder, "after"), key);
    other.close();
    const {items} = await compareItems(join(folder, "before"), join(folder, "after"));
    expect(items.map(({number, status, columns}) => [number, status, columns])).toEqual([
      ["六届二次 0002", "changed", ["是否面复"]]
    ]);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
});
