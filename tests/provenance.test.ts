import {readFile} from "node:fs/promises";
import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {dataset, type Warehouse, warehouse} from "../loaders/query.js";
import {behind, ledgerOf} from "../src/components/rows.js";
import type {Book} from "../src/figures/book.js";
import {shown} from "../src/figures/cells.js";
import {comparison} from "../src/figures/comparison.js";
import type {Origin} from "../src/figures/figure.js";
import {figures} from "../src/figures/index.js";
import type {LedgerRow} from "../src/figures/tables.js";
import {targetTrends} from "../src/figures/target-trends.js";
import {kinds} from "../src/kinds/index.js";
import {type CubeKind, cubeKinds, type Filter, noFilter} from "../src/metrics/filters.js";
import type {Catalogue} from "../src/metrics/index.js";
import {facts, statement} from "../src/metrics/sql/index.js";
import {sampleBook} from "./sample.js";

let open: Warehouse;
/** The catalogue in force: the values of dimensions and the ledger's indicators are metrics too. */
let catalogue: Catalogue;
const metricOf = (id: string) => catalogue.get(id);
beforeAll(async () => {
  open = await warehouse({data: "data/sample"});
  catalogue = (await sampleBook()).catalogue;
  // Thousands of statements are asked below: what they all start from is computed once.
  for (const name of Object.values(facts)) await open.rows(`create temp table ${name} as from ${name}`);
});
afterAll(() => {
  read.clear();
  open.close();
});

const files = ["proposals", "opinions", "activities"].map(kind => `src/datasets/rows-${kind}.arrow.sql`);

interface Row {
  view: string;
  basis: string;
  metric: string;
  year: number;
  value: number;
  numerator: number | null;
  denominator: number | null;
}

const read = new Map<CubeKind, Promise<Record<string, unknown>[]>>();

/** The items of a kind, of every date: read once. */
function itemsOf(kind: CubeKind): Promise<Record<string, unknown>[]> {
  const found = read.get(kind) ?? open.dataset(`rows-${kind}`);
  read.set(kind, found);
  return found;
}

/** What each statement gives; forty are asked at once, in half the time. */
async function answers(statements: readonly string[]): Promise<Map<string, Row>> {
  const asked = [...new Set(statements)];
  const given = new Map<string, Row>();
  for (let from = 0; from < asked.length; from += 40) {
    const some = asked.slice(from, from + 40);
    const all = some.map((sql, place) => `select ${place} as place, * from (${sql.replace(/;$/, "")})`);
    const rows = await open.rows<Row & {place: number}>(all.join("\nunion all by name\n"));
    expect(rows.map(({place}) => place).sort((a, b) => a - b)).toEqual(some.map((_, place) => place));
    for (const {place, ...row} of rows) given.set(some[place]!, row);
  }
  return given;
}

describe("the statement shown with a number", () => {
  test("gives that number, for every figure of two years, every view and both ways of counting years", async () => {
    const rows = await open.rows<Row>(
      "select view, basis, metric, year, value, numerator, denominator from figures where year in (2024, 2025) and value is not null"
    );
    expect(rows.length).toBeGreaterThan(500);
    const statementOf = ({view, basis, metric, year}: Row) => {
      const asked = {view, year, basis: basis === "calendar" ? ("calendar" as const) : ("session" as const)};
      return statement(catalogue, metricOf(metric), asked);
    };
    const given = await answers(rows.map(statementOf));
    for (const row of rows) {
      const {view, basis, metric, year, value, numerator, denominator} = row;
      const found = given.get(statementOf(row))!;
      expect([metric, view, basis, year, found.value]).toEqual([metric, view, basis, year, value]);
      if (denominator !== null) expect([found.numerator, found.denominator]).toEqual([numerator, denominator]);
    }
  });

  test("says what a filter leaves, with quotes that cannot end it", async () => {
    const asked = {
      view: "year",
      year: 2024,
      filter: {items: {category: ["教育"], unit: ["'; drop table x; --"]}, years: []}
    };
    const sql = statement(catalogue, metricOf("proposals.filed"), asked);
    expect(sql).toContain("'''; drop table x; --'");
    expect((await open.rows<{value: number}>(sql))[0]!.value).toBe(0);
  });
});

describe("every number of a table of a chart or of the comparison", () => {
  const asked = (book: Book, {metric, year, part}: Origin) => ({
    ...{view: book.view, year, part},
    basis: book.basisOf(metric) === "calendar" ? ("calendar" as const) : ("session" as const)
  });

  test.each([2024, 2025])("is what its statement gives (%s)", async year => {
    const book = await sampleBook({year});
    const tables = [...figures, ...targetTrends(book)].map(figure => [figure.name, figure.table(book)] as const);
    const numbers: {name: string; first: unknown; at: Origin; value: unknown; sql: string}[] = [];
    for (const [name, {columns, rows, origins}] of [...tables, ["年度对比", comparison(book)] as const]) {
      for (const [r, row] of rows.entries()) {
        const untold = row.filter((value, c) => typeof value === "number" && !origins?.[r]?.[c]);
        expect([name, untold]).toEqual([name, []]);
        for (const [c, value] of row.entries()) {
          const at = origins?.[r]?.[c];
          // A sentence says the figure in words.
          if (!at || at.versus !== undefined || columns[c] === "报告用句") continue;
          const sql = statement(catalogue, metricOf(at.metric), asked(book, at));
          numbers.push({name, first: row[0], at, value, sql});
        }
      }
    }
    const made = await answers(numbers.map(({sql}) => sql));
    for (const {name, first, at, value, sql} of numbers)
      expect([name, first, at, value]).toEqual([
        name,
        first,
        at,
        shown(metricOf(at.metric), made.get(sql)!.value ?? 0)
      ]);
    expect(numbers.filter(({at}) => at.part).length).toBeGreaterThan(200);
  });

  test("in the analyst edition has as many items behind it", async () => {
    const book = await sampleBook({year: 2024});
    const all = Object.fromEntries(
      await Promise.all(
        // Those of other dates are looked through below.
        cubeKinds.map(async kind => [kind, (await itemsOf(kind)).filter(({view}) => view === book.view)] as const)
      )
    );
    for (const {name, table} of figures) {
      const {rows, origins} = table(book);
      for (const [r, list] of origins!.entries())
        for (const [c, at] of list.entries()) {
          const metric = at && metricOf(at.metric);
          if (!at?.part || !metric?.count) continue;
          const {basis, ...rest} = asked(book, at);
          const kind = metric.kind as CubeKind;
          const found = behind(all[kind]!, {
            ...{...rest, kind, parts: [metric], filter: noFilter},
            basis: kind === "proposals" ? basis : "calendar"
          });
          const sum = found.reduce((total, row) => total + Number((row as never)[`metric.${metric.name}`]), 0);
          expect([name, at, sum]).toEqual([name, at, rows[r]![c]]);
        }
    }
  });
});

describe("the items behind a number", () => {
  test("stay inside in the published edition: no row, no column that says anything", async () => {
    for (const file of files) {
      const table = tableFromIPC(await dataset(open, file, "published"));
      expect(table.numRows).toBe(0);
      expect(table.schema.fields.map(field => field.name)).toEqual(["withheld"]);
    }
  });

  test("are not told by counts of combinations in the published edition", async () => {
    for (const name of ["proposals-cube", "proposals-calendar-cube", "opinions-cube", "activities-cube"]) {
      const file = `src/datasets/${name}.arrow.sql`;
      expect(tableFromIPC(await dataset(open, file, "filters")).numRows).toBeGreaterThan(100);
      expect(tableFromIPC(await dataset(open, file, "published")).numRows).toBe(0);
    }
    expect(tableFromIPC(await dataset(open, "src/datasets/figures.arrow.sql", "published")).numRows).toBeGreaterThan(
      100
    );
  });

  test("carry no personal column in the analyst edition, nor any name of a person", async () => {
    const people = await open.rows<{name: string}>(
      `select distinct unnest([proposer] || co_proposers) as name from proposals
       where proposer_type in ('individual', 'joint') union select submitter from opinions where source_type = 'member'`
    );
    const names = new Set(people.map(({name}) => name).filter(Boolean));
    expect(names.size).toBeGreaterThan(50);
    for (const file of files) {
      const table = tableFromIPC(await dataset(open, file, "analyst"));
      expect(table.numRows).toBeGreaterThan(100);
      const kind = /rows-(\w+)/.exec(file)![1]!;
      const {fields} = kinds.find(({name}) => name === kind)!;
      const personal = Object.keys(fields).filter(name => fields[name]!.personal || fields[name]!.contact);
      const columns = table.schema.fields.map(field => field.name);
      expect(columns.filter(name => personal.includes(name))).toEqual([]);
      expect(columns).toContain(kind === "activities" ? "name" : "title");
      for (const column of columns)
        for (const value of new Set(table.getChild(column)!)) expect(names.has(value as string)).toBe(false);
    }
  });

  test.each(cubeKinds)("of %s are as many as the number says", async kind => {
    const rows = await itemsOf(kind);
    const figures = await open.rows<Row>(
      `select view, basis, metric, year, value from figures where year = 2024 and metric like '${kind}.%' and value is not null`
    );
    const counted = catalogue.all.filter(metric => metric.kind === kind && metric.count && metric.adds);
    for (const metric of counted) {
      for (const {view, basis, value} of figures.filter(figure => figure.metric === metric.id)) {
        const list = behind(rows, {kind, view, basis, year: 2024, parts: [metric], filter: noFilter});
        const sum = list.reduce((total, row) => total + Number(row[`metric.${metric.name}`]), 0);
        expect([metric.id, view, basis, sum]).toEqual([metric.id, view, basis, value]);
        if (metric.count!.aggregate === "count") expect(list.length).toBe(value);
      }
    }
  });

  test("of a median are all that it is of, a reply on the same day too", () => {
    const row = (days: number | null) => ({view: "year", basis: "session", year: 2024, "metric.reply_days": days});
    const asked = {kind: "proposals" as CubeKind, view: "year", basis: "session", year: 2024, filter: noFilter};
    const found = behind([row(0), row(12), row(null)], {...asked, parts: [metricOf("proposals.reply_days")]});
    expect(found.map(d => d["metric.reply_days"])).toEqual([0, 12]);
  });

  test("of the ledger are its lines, with rule and source, without who reported them", async () => {
    const ledger = await open.dataset<LedgerRow & Row>("ledger");
    expect(Object.keys(ledger[0]!)).not.toContain("reporter");
    const book = await sampleBook({year: 2024});
    const counted = catalogue.all.filter(({kind, id}) => kind === "indicators" && book.value(id) !== null);
    expect(counted.length).toBeGreaterThan(5);
    for (const metric of counted) {
      const lines = ledgerOf({tables: {ledger}} as unknown as Book, [metric], 2024);
      expect([metric.label, lines.length]).toEqual([metric.label, 1]);
      expect(lines[0]!.rule && lines[0]!.origin).toBeTruthy();
    }
  });

  test("follow the filter", async () => {
    const rows = await itemsOf("proposals");
    const filter: Filter = {items: {category: ["教育"], proposer_type: ["党派", "委员个人"]}, years: []};
    const parts = [metricOf("proposals.filed")];
    const asked = {view: "year", basis: "session" as const, year: 2024, filter};
    const list = behind(rows, {kind: "proposals" as CubeKind, parts, ...asked});
    const [expected] = await open.rows<{value: number}>(statement(catalogue, parts[0]!, asked));
    expect(list.length).toBe(expected!.value);
    expect(list.length).toBeGreaterThan(0);
  });
});

test("no dataset that is published holds a title or a number of an export", async () => {
  const known = await open.rows<{text: string}>(
    "select title as text from proposals union select title from opinions union select name from activities union select id from proposals union select number from activities union select number from opinions"
  );
  const secret = new Set(known.map(({text}) => text).filter(text => text && text.length > 3));
  expect(secret.size).toBeGreaterThan(1000);
  const {readdir} = await import("node:fs/promises");
  const all = (await readdir("src/datasets")).filter(name => name.endsWith(".arrow.sql"));
  for (const name of all) {
    const table = tableFromIPC(await dataset(open, `src/datasets/${name}`, "published"));
    for (const field of table.schema.fields)
      for (const value of new Set(table.getChild(field.name)!)) {
        if (typeof value === "string" && secret.has(value)) throw new Error(`${name} publishes ${value}`);
      }
  }
  expect(await readFile("loaders/main.ts", "utf8")).toContain("editionOf()");
});
