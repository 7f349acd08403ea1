import {readFile} from "node:fs/promises";
import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Warehouse, warehouse} from "../loaders/query.js";
import {Book} from "../src/figures/book.js";
import {Cube} from "../src/figures/cube.js";
import type {FigureRow, ItemRow, PeriodRow, Tables} from "../src/figures/tables.js";
import {kindOf, kinds} from "../src/kinds/index.js";
import {factsOf} from "../src/kinds/kind.js";
import {labels} from "../src/kinds/labels.js";
import {type CubeKind, cubeKinds} from "../src/metrics/filters.js";
import {type Catalogue, countedParts, type Metric, readCatalogue} from "../src/metrics/index.js";
import {formulaSql, metricSql, monthSql, name, statement} from "../src/metrics/sql/index.js";
import {expanded, metricRows, parseCharts, parseMetrics} from "../src/metrics/table/index.js";
import {answer, refusal} from "../src/pivot/answer.js";
import type {ItemColumn} from "../src/pivot/column.js";
import {Combinations} from "../src/pivot/cubes.js";
import type {PivotData} from "../src/pivot/data.js";
import {Items} from "../src/pivot/items.js";
import {knowing} from "../src/pivot/known.js";
import {withheld} from "../src/pivot/measures.js";
import {chartRow} from "../src/pivot/own-chart.js";
import {metricRow} from "../src/pivot/own-metric.js";
import {correlation, pairsOf} from "../src/pivot/pairs.js";
import {measureOf, type Question} from "../src/pivot/question.js";
import type {Source} from "../src/pivot/source.js";
import {runs} from "./random.js";

let open: Warehouse;
let tables: Tables;
let catalogue: Catalogue;
let columns: ItemColumn[];
const now = {} as Record<CubeKind, Items>;
const dated = {} as Record<CubeKind, Items>;
const facts = Object.fromEntries(cubeKinds.map(kind => [kind, factsOf(kindOf(kind))]));

beforeAll(async () => {
  open = await warehouse({data: "data/sample"});
  for (const table of Object.values(facts)) await open.rows(`create temp table ${table} as from ${table}`);
  const names = ["about", "figures", "years"];
  tables = Object.fromEntries(
    await Promise.all(names.map(async name => [name, await open.dataset(name)]))
  ) as unknown as Tables;
  catalogue = readCatalogue(tables.about);
  columns = await open.rows<ItemColumn>("select kind, name, label, type, own from item_columns order by place");
  const read = async (kind: CubeKind, ending = "") =>
    new Items(
      kind,
      columns.filter(column => column.kind === kind),
      await open.arrow(await readFile(`src/datasets/items-${kind}${ending}.arrow.sql`, "utf8")),
      tables.years
    );
  for (const kind of cubeKinds) [now[kind], dated[kind]] = [await read(kind), await read(kind, "-dates")];
});
afterAll(() => open.close());

const asked = (question: Question, source: Source, metric = catalogue.get(question.measure)) =>
  answer({
    ...{catalogue, metric, question, source},
    unknown: knowing(tables, id => catalogue.has(id), metric, question, source)
  });
const offered = (kind: CubeKind) =>
  catalogue.all.filter(metric => metric.kind === kind && refusal(catalogue, metric, now[kind]) === null);
const periods = (basis: string): PeriodRow[] => tables.years.filter(period => period.basis === basis);

test("a total of a year is the figure of the year, by every metric, date and way to count years", async () => {
  const figures = await open.rows<FigureRow>("select * from figures");
  const value = new Map(figures.map(row => [`${row.metric} ${row.view} ${row.basis} ${row.year}`, row.value]));
  for (const kind of cubeKinds) {
    const {basis, alternative} = kindOf(kind);
    for (const counted of alternative ? [basis, alternative] : [basis])
      for (const view of new Set(periods(counted).map(({view}) => view)))
        for (const {id, bases} of offered(kind)) {
          if (!bases.includes(counted)) continue;
          const years = periods(counted)
            .filter(period => period.view === view)
            .map(({year}) => year);
          const question: Question = {
            ...{kind, measure: id, rows: null, columns: "year", filters: {}, years, view, basis: counted}
          };
          const sources = view === "year" && counted === basis ? [now[kind], dated[kind]] : [dated[kind]];
          for (const source of sources) {
            const made = asked(question, source);
            for (const [i, year] of years.entries())
              expect([id, view, counted, year, made.at(0, i).value ?? 0]).toEqual([
                ...[id, view, counted, year],
                value.get(`${id} ${view} ${counted} ${year}`) ?? 0
              ]);
          }
        }
  }
});

test("what is not known is not zero: a year whose export lacks the column has no value, nor a total over it", () => {
  const question: Question = {
    ...{kind: "proposals", measure: "proposals.submitted", rows: "category", columns: "year", filters: {}},
    ...{years: [2023, 2024], view: "year", basis: "session"}
  };
  const made = answer({
    ...{catalogue, metric: catalogue.get(question.measure), question, source: now.proposals},
    unknown: (_, year, axis) => (year === 2023 && axis === "category" ? "2023年没有「类别」列" : null)
  });
  expect([made.at(0, 0).value, made.at(0, 1).value, made.at(made.rows.length, 0).value]).toEqual([
    null,
    expect.any(Number),
    expect.any(Number)
  ]);
  expect(made.at(0, 2).value).toBeNull();
});

test("a sum of a column that nothing stands in is not known, a sum of one that is filled is", () => {
  const numbers = columns.filter(({type}) => type === "integer" || type === "number") as never;
  const total = (measure: string) => {
    const metric = measureOf(catalogue, "activities", measure, numbers);
    const question: Question = {
      ...{kind: "activities", measure, rows: null, columns: null, filters: {}, years: [2024]},
      ...{view: "year", basis: "calendar"}
    };
    return asked(question, now.activities, metric).at(0, 0).value;
  };
  expect([total("sum:attendances"), total("max:members")]).toEqual([
    catalogue.has("activities.attendances") ? expect.any(Number) : null,
    expect.any(Number)
  ]);
});

/** A label of an axis as the condition that an analyst would write over the facts. */
function under(kind: CubeKind, axis: string, label: string, metric: Metric): string {
  if (axis === "year") return `year = ${label}`;
  if (axis === "month")
    return `coalesce(${metric.at} is not null and ${monthSql(metric.at!)} = ${Number.parseInt(label, 10)}, false)`;
  const {type} = columns.find(column => column.kind === kind && column.name === axis)!;
  if (type === "flag") {
    const {values} = kindOf(kind).fields[axis] ?? {};
    if (label === "未填") return `${axis} is null`;
    return `coalesce(${axis} = ${label === (values?.true?.[0] ?? "是")}, false)`;
  }
  if (label === "未填") return type === "list" ? `coalesce(len(${axis}), 0) = 0` : `${axis} is null`;
  const code = labels({kind, column: axis}).find(([, said]) => said === label)?.[0] ?? label;
  const value = `'${code.replaceAll("'", "''")}'`;
  return `coalesce(${type === "list" ? `list_contains(${axis}, ${value})` : `${axis} = ${value}`}, false)`;
}

/** The measure over some of the facts, by the catalogue's own SQL. */
async function expected(metric: Metric, {kind, view, basis, years}: Question, where: string[]): Promise<number | null> {
  const parts = countedParts(catalogue, metric).map(part => `(${metricSql(part)})::double as ${name(part.id)}`);
  const conditions = [`view = '${view}'`, `basis = '${basis}'`, `year in (${years.join(", ")})`, ...where].join(
    " and "
  );
  const [row] = await open.rows<{value: number | null}>(
    `select ${formulaSql(catalogue, metric).value} as value from (select ${parts} from ${facts[kind]} where ${conditions})`
  );
  return row!.value;
}

const axesOf = (kind: CubeKind): string[] => [
  "year",
  ...columns
    .filter(column => column.kind === kind && ["text", "code", "list", "flag"].includes(column.type))
    .filter(({name}) => !["title", "name"].includes(name))
    .map(({name}) => name)
];

test("200 questions drawn at random: every cell looked at is what SQL gives on the warehouse", async () => {
  const drawn = fc.constantFrom(...cubeKinds).chain(kind =>
    fc.record({
      kind: fc.constant(kind),
      measure: fc.constantFrom(...offered(kind).map(({id}) => id)),
      axes: fc.uniqueArray(fc.constantFrom(...axesOf(kind)), {minLength: 2, maxLength: 3}),
      month: fc.boolean(),
      seed: fc.nat(),
      years: fc.subarray([2020, 2021, 2022, 2023, 2024, 2025], {minLength: 1}),
      dated: fc.boolean()
    })
  );
  await fc.assert(
    fc.asyncProperty(drawn, async ({kind, measure, axes, month, seed, years, dated: asOf}) => {
      const metric = catalogue.get(measure);
      const {basis} = kindOf(kind);
      const [rows, columns, by] = axes as [string, string, string | undefined];
      const view = asOf ? "2024-06-30" : "year";
      const source = asOf ? dated[kind] : now[kind];
      const known = by && by !== "year" ? source.axis(by).items : [];
      const filters = by && by !== "year" ? {[by]: [known[seed % known.length]!]} : {};
      const question: Question = {
        ...{kind, measure, filters, years, view, basis},
        ...{rows: month && metric.at ? "month" : rows, columns}
      };
      const made = answer({catalogue, metric, question, source, unknown: () => null});
      const fixed = Object.entries(filters).map(([axis, [label]]) => under(kind, axis, label!, metric));
      const places = [
        [seed % (made.rows.length + 1), seed % (made.columns.length + 1)],
        [made.rows.length, made.columns.length],
        [0, made.columns.length]
      ] as const;
      for (const [r, c] of places) {
        const where = [
          ...(r < made.rows.length ? [under(kind, question.rows!, made.rows[r]!, metric)] : []),
          ...(c < made.columns.length ? [under(kind, columns, made.columns[c]!, metric)] : []),
          ...fixed
        ];
        const wanted = await expected(metric, question, where);
        const {value} = made.at(r, c);
        if (wanted === null || value === null) expect([question, value]).toEqual([question, wanted]);
        else expect(Math.abs(value - wanted), JSON.stringify([question, value, wanted])).toBeLessThan(1e-9);
      }
    }),
    {numRuns: runs(200)}
  );
});

test("the items behind a cell are those that it counts", () => {
  const question: Question = {
    ...{kind: "proposals", measure: "proposals.filed", rows: "main_units", columns: "category", filters: {}},
    ...{years: [2024], view: "year", basis: "session"}
  };
  const made = asked(question, now.proposals);
  for (let r = 0; r < 5; r++) for (let c = 0; c < 3; c++) expect(made.behind(r, c)).toHaveLength(made.at(r, c).value!);
  const c = made.columns.findIndex((_, c) => made.at(0, c).value! > 0);
  const row = now.proposals.row(made.behind(0, c)[0]!);
  expect([
    row.category,
    String(row.main_units).split("\n").includes(made.rows[0]!),
    row.filed,
    "proposer" in row
  ]).toEqual([...[made.columns[c], true, "是", false]]);
});

test("combinations of categories answer as the items do, and say what they cannot", async () => {
  for (const kind of cubeKinds) {
    const {basis, alternative} = kindOf(kind);
    const sql = await readFile(`src/datasets/${kind}-cube.arrow.sql`, "utf8");
    const cube = new Combinations(new Cube(kind, catalogue, await open.arrow(sql), tables.years, basis), catalogue);
    expect(alternative === undefined || kind === "proposals").toBe(true);
    for (const metric of offered(kind)) {
      if (refusal(catalogue, metric, cube) !== null) continue;
      const rows = kindOf(kind).dimensions!.find(({only, multiple}) => !only && !multiple)!.column;
      const question: Question = {
        ...{kind, measure: metric.id, rows, columns: "year", filters: {}, years: [2023, 2024], view: "year", basis}
      };
      const [items, cells] = [asked(question, now[kind]), asked(question, cube)];
      const total = (of: typeof items, column: number) => of.at(of.rows.length, column).value;
      expect([metric.id, total(cells, 0), total(cells, 1)]).toEqual([metric.id, total(items, 0), total(items, 1)]);
      // A category that counts nothing may stand in the one and not in the other.
      const of = (made: typeof items) =>
        new Map(made.rows.map((label, r) => [label, made.at(r, 1).value] as const).filter(([, value]) => value));
      expect([metric.id, of(cells)]).toEqual([metric.id, of(items)]);
    }
  }
});

test("a metric by a declared dimension is what the figures by dimension say", async () => {
  const by = await open.rows<ItemRow>("select * from dimensions where main and view = 'year' and year = 2024");
  const value = new Map(by.map(row => [`${row.metric} ${row.dimension} ${row.item}`, row.value]));
  for (const kind of cubeKinds)
    for (const {id} of offered(kind))
      for (const {id: dimension, column} of kindOf(kind).dimensions!.filter(({only}) => only !== "filters")) {
        const question: Question = {
          ...{kind, measure: id, rows: column, columns: null, filters: {}, years: [2024], view: "year"},
          ...{basis: kindOf(kind).basis}
        };
        const made = asked(question, now[kind]);
        for (const [r, item] of made.rows.entries())
          expect([id, dimension, item, made.at(r, 0).value]).toEqual([
            ...[id, dimension, item],
            value.get(`${id} ${dimension} ${item}`) ?? null
          ]);
      }
});

test("主办件 of the units together are as many as there are, whatever several units handle", async () => {
  const by = await open.rows<ItemRow>(
    "select * from dimensions where main and view = 'year' and year = 2024 and dimension = 'main_unit'"
  );
  const of = (metric: string) => new Map(by.filter(row => row.metric === metric).map(row => [row.item, row.value]));
  const [items, filed] = [of("proposals.main_items"), of("proposals.filed")];
  for (const [unit, value] of items) expect([unit, value]).toEqual([unit, unit === "未填" ? 0 : filed.get(unit)]);
  const question: Question = {
    ...{kind: "proposals", measure: "proposals.main_items", rows: "main_unit", columns: null, filters: {}},
    ...{years: [2024], view: "year", basis: "session"}
  };
  const made = asked(question, now.proposals);
  const total = made.at(made.rows.length, 0).value;
  expect([...items.values()].reduce((sum, value) => sum! + value!, 0)).toBe(total);
  const [unit, value] = [...items].find(([item]) => item !== "未填")!;
  const asking = {view: "year", year: 2024, part: {dimension: "main_unit", item: unit}};
  const [said] = await open.rows<{value: number}>(
    statement(catalogue, catalogue.get("proposals.main_items"), asking).replace(/;$/, "")
  );
  expect(said!.value).toBe(value);
  expect(total).toBeGreaterThan(249);
});

test("two measures over units are held against each other: named pairs, a coefficient, none of fewer than five", () => {
  const question: Question = {
    ...{kind: "proposals", measure: "proposals.reply_days", rows: "main_unit", columns: null, filters: {}},
    ...{years: [2024], view: "year", basis: "session"}
  };
  const [days, rate] = ["proposals.reply_days", "proposals.satisfaction"].map(measure =>
    asked({...question, measure}, now.proposals)
  ) as [ReturnType<typeof asked>, ReturnType<typeof asked>];
  const pairs = pairsOf(days, rate);
  expect(pairs.length).toBeGreaterThan(10);
  for (const {item, x, y} of pairs) {
    expect(days.at(days.rows.indexOf(item), 0).value).toBe(x);
    expect(rate.at(rate.rows.indexOf(item), 0).value).toBe(y);
  }
  const of = (...list: [number, number][]) => correlation(list.map(([x, y]) => ({item: "", x, y, items: 9})));
  expect(of([1, 2], [2, 4], [3, 6], [4, 8], [5, 10])).toBeCloseTo(1, 12);
  expect(of([1, 5], [2, 3], [3, 4], [4, 1], [5, 2])).toBeCloseTo(-0.8, 12);
  expect([of([1, 2], [2, 4], [3, 6], [4, 8]), of([1, 2], [2, 2], [3, 2], [4, 2], [5, 2])]).toEqual([null, null]);
});

test("what cannot be crossed is named with its reason, in the analyst edition and elsewhere", () => {
  const data = {book: new Book(tables)} as PivotData;
  expect(withheld(data, "proposals", {from: "rows", source: now.proposals, items: now.proposals})).toBe(
    "提交提案的委员：「第一提案人」是姓名，条目里没有，见「指标」页"
  );
  const figures = {from: "figures", published: {book: data.book, items: [], months: []}, more: true} as const;
  expect(withheld(data, "opinions", figures)).toBe("编报期数：分组的计数里没有，见「指标」页");
  const span = {...catalogue.get("proposals.submitted"), span: {years: 3}} as unknown as Metric;
  expect(refusal(catalogue, span, now.proposals)).toBe("跨几年累计，不能按条目交叉，见「指标」页");
});

test("a question is kept as rows of the office's tables, which count the same", () => {
  const numbers = columns.filter(({type}) => type === "integer" || type === "number") as never;
  const context = {kinds, own: []};
  for (const [name, kind, measure, filters] of [
    ["甲", "proposals", "median:reply_days", {party: ["民盟", "民建"], filed: ["是"]}],
    ["乙", "proposals", "proposals.rated", {main_unit: [now.proposals.axis("main_unit").items[0]!]}],
    ["丙", "proposals", "proposals.submitted", {committee: ["未填"]}],
    ["丁", "opinions", "opinions.adopted", {source_type: ["委员"]}],
    ["戊", "activities", "mean:members", {}]
  ] as const) {
    const metric = measureOf(catalogue, kind, measure, numbers);
    const question: Question = {
      ...{kind, measure, filters, rows: kind === "activities" ? "type" : "category", columns: "year"},
      ...{years: [2023, 2024], view: "year", basis: kindOf(kind).basis}
    };
    const row = metricRow(question, metric, columns, catalogue);
    const cells = (text: string, header: string) =>
      Object.fromEntries(header.split(",").map((column, i) => [column, `${name},${text}`.split(",")[i] || null]));
    const header = "label,unit,source,aggregate,conditions";
    const record = {line: 2, values: cells(row!, header)} as never;
    const {metrics, faults} = parseMetrics([[], metricRows("metrics.csv", [record])], {...context, ledger: []});
    expect([measure, row, faults]).toEqual([measure, row, []]);
    const made = expanded(metrics, [], []);
    const [kept] = made.all as [Metric];
    const total = (of: ReturnType<typeof asked>) => of.at(of.rows.length, 1).value;
    const again = answer({
      ...{catalogue: made, metric: kept, question: {...question, filters: {}}, source: now[kind], unknown: () => null}
    });
    expect([measure, row, total(again)]).toEqual([measure, row, total(asked(question, now[kind], metric))]);
    const chart = chartRow(question, metric, id => (id === "type" ? "活动类型" : "类别"), name);
    const drawn = {line: 2, values: cells(chart!, "name,shape,metrics,dimension,years,page,title")} as never;
    expect(parseCharts("charts.csv", [drawn], made, context).faults).toEqual([]);
  }
  const plain = {...catalogue.get("proposals.filed")};
  const asIs = {kind: "proposals", measure: plain.id, rows: "category", columns: null, filters: {}} as const;
  const question: Question = {...asIs, years: [2024], view: "year", basis: "session"};
  expect(metricRow(question, plain, columns, catalogue)).toBeNull();
  expect(chartRow({...question, view: "2024-06-30"}, plain, id => id)).toBeNull();
});

test("an empty result has no rows and no value", () => {
  const question: Question = {
    ...{kind: "opinions", measure: "opinions.adopted_rate", rows: "category", columns: null},
    ...{filters: {category: ["没有这一类"]}, years: [2024], view: "year", basis: "calendar"}
  };
  const made = asked(question, now.opinions);
  expect([made.rows, made.at(0, 0).value]).toEqual([[], null]);
});

test("names of people are among no columns, and a measure that counts them says so", () => {
  expect(columns.filter(({name}) => /proposer$|co_proposers|submitter|reporter/.test(name))).toEqual([]);
  expect(refusal(catalogue, catalogue.get("proposals.proposing_members"), now.proposals)).toBe(
    "「第一提案人」是姓名，条目里没有，见「指标」页"
  );
});
