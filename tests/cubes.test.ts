import {readFile} from "node:fs/promises";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {type Warehouse, warehouse} from "../loaders/query.js";
import {withViews} from "../src/components/tables.js";
import {Book} from "../src/figures/book.js";
import {Cube} from "../src/figures/cube.js";
import {filteredTables} from "../src/figures/filtered.js";
import {monthsOf} from "../src/figures/months.js";
import {moversFinding, streak} from "../src/figures/sentences.js";
import type {Tables} from "../src/figures/tables.js";
import {kindOf} from "../src/kinds/index.js";
import {labels} from "../src/kinds/labels.js";
import {
  type CubeKind,
  cubeDimensions,
  cubeKinds,
  cubeMonths,
  type Filter,
  filterFields
} from "../src/metrics/filters.js";
import {cubeColumns, remaking} from "../src/metrics/remade.js";
import {metricSql} from "../src/metrics/sql/index.js";
import {catalogue, metricOf, metrics} from "./catalogue.js";
import {offered} from "./office.js";
import {runs} from "./random.js";

let open: Warehouse;
let tables: Tables;
const cubes = {} as Record<CubeKind, Cube>;

beforeAll(async () => {
  open = await warehouse({data: "data/sample"});
  // Many statements are asked below: what they all start from is computed once.
  for (const name of Object.values(facts)) await open.rows(`create temp table ${name} as from ${name}`);
  const names = ["about", "figures", "months", "replies", "years", ...cubeKinds.map(kind => `${kind}-by`)];
  tables = Object.fromEntries(
    await Promise.all(names.map(async name => [name, await open.dataset(name)]))
  ) as unknown as Tables;
  for (const kind of cubeKinds) {
    const bytes = await open.arrow(await readFile(`src/datasets/${kind}-cube.arrow.sql`, "utf8"));
    cubes[kind] = new Cube(kind, catalogue, bytes, tables.years);
  }
});
afterAll(() => open.close());

const facts: Record<string, string> = Object.fromEntries(cubeKinds.map(kind => [kind, kindOf(kind).facts]));

/** The filter as an analyst would write it over the facts, in codes. */
function where(kind: CubeKind, {items}: Filter): string {
  const conditions = filterFields.flatMap(({id, dimensions}) => {
    const dimension = cubeDimensions(kind).find(d => d.id === dimensions[kind]);
    if (!dimension || !items[id]?.length) return [];
    const codes = new Map(labels(dimension).map(([code, label]) => [label, code]));
    const either = items[id]
      .map(item => {
        if (item === "未填")
          return dimension.multiple ? `coalesce(len(${dimension.column}), 0) = 0` : `${dimension.column} is null`;
        const value = `'${(codes.get(item) ?? item).replaceAll("'", "''")}'`;
        return dimension.multiple ? `list_contains(${dimension.column}, ${value})` : `${dimension.column} = ${value}`;
      })
      .join(" or ");
    return [`coalesce(${either}, false)`];
  });
  return conditions.length ? conditions.join(" and ") : "true";
}

/** Any filter over the fields of a kind; mostly few of them, so that something is left. */
const filterOf = (kind: CubeKind) => {
  const fields = filterFields.filter(({dimensions}) => dimensions[kind]);
  const chosen = fields.map(({dimensions}) => {
    const items = cubes[kind].items(dimensions[kind]!);
    return fc.option(fc.subarray(items, {minLength: 1}), {freq: 1, nil: []});
  });
  return fc.tuple(...chosen).map((lists): Filter => {
    const kept = lists.map((list, i) => (lists.filter((other, j) => j < i && other.length).length < 3 ? list : []));
    return {items: Object.fromEntries(fields.map(({id}, i) => [id, kept[i]!])), years: []};
  });
};

describe.each(cubeKinds)("a filter over %s gives what SQL gives on the warehouse", kind => {
  const listed = () => [...metrics.values()].filter(metric => metric.kind === kind && metric.count);
  const book = (year?: number) => new Book(tables, {year});

  test("every figure of every year and view", async () => {
    await fc.assert(
      fc.asyncProperty(filterOf(kind), async filter => {
        const columns = listed().map(metric => `(${metricSql(metric)})::double as "${metric.id}"`);
        const rows = await open.rows<Record<string, number | string | null>>(
          `select view, year, ${columns} from ${facts[kind]} where ${where(kind, filter)} group by view, year`
        );
        const base = book(2025);
        const {figures} = filteredTables(base, [cubes[kind]], filter);
        const offered = listed().filter(metric => remaking(catalogue, metric));
        for (const {view, year} of tables.years.filter(p => p.view === "year" || p.view === base.view)) {
          const row = rows.find(d => d.view === view && d.year === year);
          for (const {id, adds} of offered) {
            const made = figures.find(d => d.view === view && d.year === year && d.metric === id);
            const expected = row ? row[id] : null;
            expect([id, view, year, made?.value ?? (adds ? 0 : null)]).toEqual([
              id,
              view,
              year,
              expected ?? (adds ? 0 : null)
            ]);
          }
        }
      }),
      {numRuns: runs(25)}
    );
  });

  test("months and the items of dimensions", async () => {
    await fc.assert(
      fc.asyncProperty(filterOf(kind), fc.constantFrom(2024, 2025), async (filter, year) => {
        const base = book(year);
        const made = new Book(filteredTables(base, [cubes[kind]], filter), {year});
        const drawn = [...new Set(tables.months!.map(d => d.metric))].filter(id => metricOf(id).kind === kind);
        for (const id of drawn) {
          const {at} = metricOf(id);
          const rows = await open.rows<{month: number; value: number}>(
            `select month, (${metricSql(metricOf(id))})::double as value from (
               select *, case when year(${at}) < year then 1 when year(${at}) > year then 12 else month(${at}) end as month
               from ${facts[kind]} where view = '${made.view}' and year = ${year} and ${at} is not null and ${where(kind, filter)}
             ) group by month`
          );
          for (const {month, value} of monthsOf(made, id))
            expect([id, month, value]).toEqual([id, month, rows.find(d => d.month === month)?.value ?? 0]);
        }
        for (const [dimension, first] of cubeDimensions(kind).flatMap(d => drawn.map(id => [d, id] as const))) {
          const {column, multiple} = dimension;
          const names = new Map(labels(dimension));
          const item = multiple ? `unnest(if(len(${column}) > 0, ${column}, ['未填']))` : `coalesce(${column}, '未填')`;
          const rows = await open.rows<{item: string; value: number}>(
            `select item, (${metricSql(metricOf(first))})::double as value from (select *, ${item} as item from ${facts[kind]})
             where view = '${made.view}' and year = ${year} and ${where(kind, filter)} group by item`
          );
          const expected = new Map(rows.map(d => [names.get(d.item) ?? d.item, d.value]));
          const shown = new Map(made.items(first, dimension.id).map(d => [d.item, d.value]));
          expect([dimension.id, first, shown]).toEqual([dimension.id, first, expected]);
        }
      }),
      {numRuns: runs(10)}
    );
  });
});

test("rates are divided anew, and a filter over several kinds leaves out what it cannot filter", () => {
  const base = new Book(tables, {year: 2024});
  const category = {items: {category: ["教育"]}, years: []};
  const made = new Book(filteredTables(base, Object.values(cubes), category), {year: 2024});
  const rate = made.figure("proposals.satisfaction")!;
  expect(rate.value).toBe(made.value("proposals.satisfied")! / made.value("proposals.rating_base")!);
  expect(rate.denominator).toBeLessThan(base.figure("proposals.satisfaction")!.denominator!);
  expect(made.value("opinions.received")).toBeGreaterThan(0);
  expect(made.value("activities.held")).toBeNull();
  const {reason, left} = made.tables.filtered!;
  expect(reason("activities.held")).toBe("履职活动没有「类别」");
  expect(reason("multi.instructions")).toBe("履职活动没有「类别」");
  expect(reason("indicators.work_rules")).toMatch(/台账/);
  expect(left.map(({kind, of}) => [kind, of])).toEqual([
    ["proposals", 261],
    ["opinions", 146]
  ]);
});

test("a filter over all kinds adds them up; distinct counts say why they are not there", () => {
  const base = new Book(tables, {year: 2024});
  const level = {items: {level: ["区领导", "区委区政府主要领导"]}, years: []};
  const made = new Book(filteredTables(base, Object.values(cubes), level), {year: 2024});
  expect(made.value("multi.instructions")).toBe(31);
  expect(made.value("activities.exchange_places")).toBeNull();
  expect(made.tables.filtered!.reason("activities.exchange_places")).toMatch(/去重计数/);
  expect(made.only).toBe("(批示级别:区领导、区委区政府主要领导)");
});

test("an item with two units is one item, and is found by either", () => {
  const cube = cubes.proposals;
  const all = cube.select({items: {}, years: []});
  const shared = all.items("submitted", "main_unit", "year", 2024);
  const total = all.total("submitted", "year", 2024)!;
  expect(shared.reduce((sum, d) => sum + d.value!, 0)).toBeGreaterThan(total);
  const each = cube.select({items: {unit: cube.items("main_unit")}, years: []});
  expect(each.total("submitted", "year", 2024)).toBe(total);
});

test("a cube holds words of its dimensions and counts, and no date finer than a month", async () => {
  for (const kind of cubeKinds) {
    const rows = await open.dataset<Record<string, unknown>>(`${kind}-cube`);
    const known = new Set([
      "year",
      "step",
      "days",
      ...cubeDimensions(kind).map(({id}) => id),
      ...cubeColumns(catalogue, kind).map(({name}) => name)
    ]);
    const others = Object.keys(rows[0]!).filter(name => !known.has(name));
    expect(others).toEqual(cubeMonths(kind).map(at => `${at}_month`));
    for (const row of rows) for (const name of others) expect(row[name]).toBeLessThanOrEqual(12);
  }
});

test("proposals counted in calendar years are filtered in calendar years", async () => {
  const bytes = await open.arrow(await readFile("src/datasets/proposals-calendar-cube.arrow.sql", "utf8"));
  const scope = {year: 2024, versus: 2023, basis: "calendar"} as const;
  const whole = new Book(withViews(tables, await offered(open)), scope);
  const cube = new Cube("proposals", catalogue, bytes, tables.years, "calendar");
  const narrowed = new Book(filteredTables(whole, [cube], {items: {category: ["教育"]}, years: []}), scope);
  const [row] = await open.rows<{count: number}>(
    "select count(*)::integer as count from proposal_facts_by_basis where view = 'year' and basis = 'calendar' and year = 2024 and category = '教育'"
  );
  expect(narrowed.years).toContain(2024);
  expect(narrowed.value("proposals.submitted")).toBe(row!.count);
});

test("years left out of a trend end its row; what fell to nothing fell", () => {
  const narrowed = (kind: CubeKind, filter: Filter, scope: {year: number; versus: number}) =>
    new Book(filteredTables(new Book(tables, scope), [cubes[kind]], filter), scope);
  const years = narrowed("opinions", {items: {}, years: [2020, 2021]}, {year: 2024, versus: 2023});
  expect(years.series("opinions.received").map(d => d.year)).toEqual([2020, 2021, 2023, 2024]);
  expect(streak(years, "opinions.received")).toBe(1);
  const few = narrowed("proposals", {items: {category: ["文化旅游"]}, years: []}, {year: 2023, versus: 2022});
  expect(moversFinding(few, "proposals.submitted", "proposer_type", "提案者类型")).toContain("界别减少最多,少6件");
});
