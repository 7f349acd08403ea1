import type {DuckDBConnection} from "@duckdb/node-api";
import type {Kind} from "../src/kinds/kind.js";
import type {Dimension} from "../src/metrics/dimensions.js";
import {type Catalogue, countedParts, type Metric} from "../src/metrics/index.js";
import {ledgerAdds} from "../src/metrics/ledger.js";
import {lookedUpOf, needsOf, type Unknown} from "../src/metrics/needs.js";
import type {RulesInForce} from "../src/metrics/rules.js";
import {append} from "./ingest/tables.js";
import {contradictions, gaps, ledgerOf} from "./ledger-lacks.js";
import {covered, covering} from "./spans.js";

/** A row of the table `presence`. */
export interface Present {
  kind: string;
  basis: string;
  year: number;
  field: string;
  carried: boolean;
  stands: boolean;
  unread: number;
  /** Which of the year's exports lack it though others have it, and what of it they lack where it is made of several. */
  lacks: string | null;
}

/**
 * The figures that are not known, those that are but leave out cells that nobody understood, and those that are not known
 * where a year is cut at a day: what they count no export of the year dates.
 */
export interface Lacking {
  unknown: Unknown[];
  partial: Unknown[];
  undated: Unknown[];
}

/**
 * Which figures are not known or not complete and why, from what the table `presence` says of each year. `further`:
 * dimensions of the office's own charts.
 */
export async function unknownIn(
  connection: DuckDBConnection,
  catalogue: Catalogue,
  kinds: readonly Kind[],
  further: readonly Dimension[] = []
): Promise<Lacking> {
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const present = (await read("from presence")) as unknown as Present[];
  const terms = await read("select year from sessions where ordinal = 1 order by year");
  const rules = await read("select rule, value from rules");
  // A file that might be any kind tells of none that there is one of it.
  const refused = await read(
    `select kind, bool_or(seen) as seen from (
  select unnest(coalesce(likely, [])) as kind, len(likely) < ${kinds.length} as seen from files where coalesce(refused, partly) is not null
) group by kind`
  );
  const starts = terms.map(({year}) => Number(year));
  const found = unknownOf(
    catalogue,
    kinds,
    present,
    starts,
    new Map(rules.map(({rule, value}) => [String(rule), String(value)])),
    new Map(refused.map(({kind, seen}) => [String(kind), Boolean(seen)])),
    further
  );
  const twice = (await read("from contradicted")) as {indicator: string; year: number}[];
  const last = Math.max(0, ...present.map(({year}) => year));
  const unknown = [
    ...found.unknown,
    ...gaps(catalogue, await ledgerOf(read), exported(kinds, present), found.unknown, starts)
  ];
  return {...found, unknown, partial: [...found.partial, ...contradictions(catalogue, twice, found, starts, last)]};
}

/** The same as the tables `unknown`, `partial` and `undated`. */
export async function writeUnknown(connection: DuckDBConnection, lacking: Lacking): Promise<void> {
  for (const [table, rows] of Object.entries(lacking)) {
    await connection.run(
      `create table ${table} (metric varchar, basis varchar, year integer, dimension varchar, reason varchar)`
    );
    const found = rows as Unknown[];
    const columns = ["metric", "basis", "year", "dimension", "reason"] as const;
    await append(
      connection,
      table,
      ["text", "text", "integer", "text", "text"],
      found.length,
      (row, column) => found[row]![columns[column]!]
    );
  }
}

/**
 * The figures that are not known or not complete; `terms` are the years in which a term began, `rules` those in force,
 * `refused` the kinds that files which were not read may hold, and whether one of them is known to hold it.
 */
export function unknownOf(
  catalogue: Catalogue,
  kinds: readonly Kind[],
  present: readonly Present[],
  terms: readonly number[],
  rules: RulesInForce,
  refused: ReadonlyMap<string, boolean> = new Map(),
  further: readonly Dimension[] = []
): Lacking {
  const index = new Map<string, Map<number, Map<string, Present>>>();
  for (const row of present) {
    const years = index.get(`${row.kind} ${row.basis}`) ?? new Map<number, Map<string, Present>>();
    index.set(`${row.kind} ${row.basis}`, years);
    years.set(row.year, (years.get(row.year) ?? new Map()).set(row.field, row));
  }
  const told = exported(kinds, present);
  const last = Math.max(0, ...present.map(({year}) => year));
  const missing = ({name, label, internal}: Kind, year?: number) => {
    if (refused.get(name)) return `有${label}的导出文件没有读`;
    if (refused.has(name)) return `没有读到${label}的导出文件，有一个文件没有读出是哪一种`;
    // Numbers of people may stand in the ledger instead.
    const ledger = internal && refused.has("indicators") ? "，台账没有读" : "";
    return `${year ? `${year}年` : ""}没有${label}的导出文件${ledger}`;
  };
  const unknown: Unknown[] = [];
  const partial: Unknown[] = [];
  for (const metric of catalogue.all) {
    const parts = countedParts(catalogue, metric);
    for (const basis of metric.bases) {
      const reasons: Reasons = new Map();
      const unread: Reasons = new Map();
      const say = (year: number, reason: string, of = reasons) => of.set(year, (of.get(year) ?? new Set()).add(reason));
      const allYears = new Set(
        parts.flatMap(part => [...(index.get(`${part.kind} ${basisOf(part, basis)}`)?.keys() ?? [])])
      );
      for (const part of parts) {
        const kind = kinds.find(({name}) => name === part.kind)!;
        const years = index.get(`${part.kind} ${basisOf(part, basis)}`);
        if (!years) {
          // A sum over kinds is not known where one of them is not exported at all: what is there is only a part of it.
          for (const year of allYears) say(year, missing(kind));
          continue;
        }
        const needs = needsOf(catalogue, part, kinds, rules);
        // What is looked up among records that no year has, the office keeps otherwise.
        const looked = lookedUpOf(catalogue, part, kinds);
        for (const other of kinds.filter(({name}) => looked.has(name)))
          for (const year of index.has(`${other.name} ${other.basis}`) ? years.keys() : []) {
            const reason = lookedUp(other, index, basis, year);
            // Of a year that no member's dates cover nobody is counted; what came of a year before may be found there.
            if (reason) say(year, reason, other.stands ? reasons : unread);
          }
        const span = part.span ?? metric.span;
        if (span && kind.name === "indicators" && !ledgerAdds(part.unit, part.label))
          for (const year of years.keys()) say(year, `“${part.label}”是比率、平均数或名次，跨年不能相加`);
        for (const [year, fields] of years)
          for (const {field, need} of needs) {
            const row = fields.get(field);
            const reason = lacking(kind, year, row, field, need);
            const cells = reason ? null : unreadCells(kind, year, row, field);
            for (const each of reason || cells ? covering(year, span, terms, last) : [])
              say(each, reason ?? cells!, reason ? reasons : unread);
          }
        for (const year of span && kind.name !== "indicators" ? years.keys() : []) {
          const lacks = covered(year, span, terms).filter(each => !years.has(each));
          if (lacks.length > 0)
            say(year, `累计要${covered(year, span, terms)[0]}年起的数据，没有${lacks.join("、")}年的${kind.label}`);
        }
        for (const year of allYears) if (!years.has(year)) say(year, missing(kind, year));
        // Of the ledger it is said by what it lacks (`gaps`).
        for (const year of kind.name === "indicators" ? [] : told)
          if (!years.has(year) && !allYears.has(year)) say(year, `${year}年没有${kind.label}的数据`);
      }
      const rows = (of: Reasons) =>
        [...of].map(([year, set]) => ({metric: metric.id, basis, year, dimension: null, reason: [...set].join("；")}));
      unknown.push(...rows(reasons));
      partial.push(...rows(unread).filter(({year}) => !reasons.has(year)));
    }
  }
  return {
    unknown: [...unknown, ...splits(catalogue, kinds, index, further)],
    partial,
    undated: undatedIn(catalogue, kinds, index, rules)
  };
}

/** What a year's exports say and do not date: at a day of the year nobody knows whether it had happened. */
function undatedIn(
  catalogue: Catalogue,
  kinds: readonly Kind[],
  index: ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<string, Present>>>,
  rules: RulesInForce
): Unknown[] {
  return catalogue.all.flatMap(metric => {
    const needs = needsOf(catalogue, metric, kinds, rules);
    const counted = countedParts(catalogue, metric);
    const said = kinds.flatMap(({name, date, known = [], fields: declared}) =>
      known
        .filter(
          ({undated, fields, by}) =>
            undated &&
            (needs.some(need => need.kind === name && fields.includes(need.field)) ||
              // Of records without a day of their own even how many there were is not known.
              (by.some(field => field === date) && counted.some(part => part.kind === name)))
        )
        .map(({by, fields}) => ({name, by, fields, header: declared[by[0]!]!.names[0]!}))
    );
    return metric.bases.flatMap(basis =>
      said.flatMap(({name, by, fields, header}) =>
        [...(index.get(`${name} ${basis}`) ?? index.get(`${name} calendar`) ?? [])].flatMap(([year, row]) =>
          by.some(date => row.get(date)?.stands) || !fields.some(field => row.get(field)?.stands)
            ? []
            : [
                {
                  metric: metric.id,
                  basis,
                  year,
                  dimension: null,
                  reason: `${year}年没有写「${header}」，年中某一天的数不知道`
                }
              ]
        )
      )
    );
  });
}

/** By year. */
type Reasons = Map<number, Set<string>>;

/** Dimensions whose column a year lacks: nothing can be said of their items. */
function splits(
  catalogue: Catalogue,
  kinds: readonly Kind[],
  index: Map<string, Map<number, Map<string, Present>>>,
  further: readonly Dimension[]
): Unknown[] {
  return kinds.flatMap(kind =>
    [...(kind.dimensions ?? []), ...further.filter(each => each.kind === kind.name)].flatMap(({id, column}) =>
      [...new Set([kind.basis, kind.alternative ?? kind.basis])].flatMap(basis =>
        [...(index.get(`${kind.name} ${basis}`) ?? [])].flatMap(([year, fields]) => {
          const reason = unsplittable(kind, kinds, index, basis, year, fields, column);
          const counted = catalogue.all.filter(metric => metric.kind === kind.name);
          return reason ? counted.map(({id: metric}) => ({metric, basis, year, dimension: id, reason})) : [];
        })
      )
    )
  );
}

/** Why nothing can be said of the items of a column, be it one that follows from others; null where something can. */
function unsplittable(
  kind: Kind,
  kinds: readonly Kind[],
  index: ReadonlyMap<string, ReadonlyMap<number, unknown>>,
  basis: string,
  year: number,
  fields: ReadonlyMap<string, Present>,
  column: string
): string | null {
  const fact = kind.derived?.[column];
  const missing = (fact?.of ?? [column]).map(field => lacking(kind, year, fields.get(field), field, "column"));
  const other = fact?.looks && kinds.find(({name}) => name === fact.looks);
  const looked = other && lookedUp(other, index, basis, year);
  return [...missing, looked].find(reason => reason) ?? null;
}

/** Why what is looked up among the records of a kind is not found of a year; null where there are such records. */
function lookedUp(
  {name, basis: own, alternative, label, stands}: Kind,
  index: ReadonlyMap<string, ReadonlyMap<number, unknown>>,
  basis: string,
  year: number
): string | null {
  const years = index.get(`${name} ${alternative === basis ? basis : own}`);
  if (!years) return `没有${label}的导出文件`;
  if (years.has(year)) return null;
  return stands ? `${label}里没有${year}年在任的人` : `${year}年没有${label}的导出文件`;
}

/** Why a year lacks a field; null where it has it. */
function lacking(kind: Kind, year: number, row: Present | undefined, field: string, need: "column" | "value") {
  if (!row) return null;
  const made = kind.beside?.columns[field];
  if (made) return row.carried ? null : `${row.lacks ?? `${year}年没有${made.made}`}，得不出这个数`;
  const header = kind.fields[field]?.names[0] ?? field;
  if (!row.carried) return `${year}年的导出文件没有「${header}」列`;
  if (row.unread > 0 && !row.stands) return `${year}年的导出文件「${header}」列的写法都没有读懂`;
  return need === "value" && !row.stands ? `${year}年的导出文件「${header}」列全是空白` : null;
}

/** What a field that a year has leaves out: files without its column, cells that were not understood. */
function unreadCells(kind: Kind, year: number, row: Present | undefined, field: string): string | null {
  const cells =
    row?.unread && kind.date ? `${year}年「${kind.fields[field]?.names[0] ?? field}」有${row.unread}处没有读懂` : null;
  return [row?.lacks, cells].filter(Boolean).join("；") || null;
}

/** The years of which exports tell what happened, as each kind counts them; a roster tells of others too. */
const exported = (kinds: readonly Kind[], present: readonly Present[]): number[] => {
  const own = new Map(kinds.flatMap(({name, basis, stands}) => (stands ? [] : [[name as string, basis]])));
  return between(present.filter(({kind, basis}) => own.get(kind) === basis).map(({year}) => year));
};

/** All years from the first to the last of some. */
function between(years: Iterable<number>): number[] {
  const all = [...years];
  const first = Math.min(...all);
  return all.length === 0 ? [] : Array.from({length: Math.max(...all) - first + 1}, (_, i) => first + i);
}

const basisOf = (part: Metric, basis: Metric["basis"]) => (part.bases.includes(basis) ? basis : part.bases[0]!);
