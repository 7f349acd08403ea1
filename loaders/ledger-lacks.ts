import {type Catalogue, countedParts} from "../src/metrics/index.js";
import type {Unknown} from "../src/metrics/needs.js";
import {covered, covering} from "./spans.js";

/** The years that the ledger has of each indicator, and how many of its lines were not taken. */
export interface Ledger {
  years: ReadonlyMap<string, ReadonlySet<number>>;
  refused: number;
}

/** What the tables `indicators` and `files` say of it. */
export async function ledgerOf(read: (sql: string) => Promise<Record<string, unknown>[]>): Promise<Ledger> {
  const rows = await read("select indicator, list(distinct year) as years from indicators group by indicator");
  const [{refused} = {refused: 0}] = await read(
    "select coalesce(sum(quarantined), 0)::integer as refused from files where kind = 'indicators'"
  );
  return {
    years: new Map(rows.map(({indicator, years}) => [String(indicator), new Set((years as unknown[]).map(Number))])),
    refused: Number(refused)
  };
}

/** The years, of those that exports tell of, in which the ledger has no line of an indicator that it has in some year. */
export function gaps(
  catalogue: Catalogue,
  {years: known, refused}: Ledger,
  years: readonly number[],
  unknown: readonly Unknown[],
  terms: readonly number[]
): Unknown[] {
  const told = new Set(unknown.map(({metric, basis, year}) => `${metric} ${basis} ${year}`));
  const more = refused > 0 ? `，台账有${refused}行没有采用` : "";
  return catalogue.all.flatMap(metric => {
    const named = countedParts(catalogue, metric).flatMap(part => {
      const indicator = part.kind === "indicators" ? String(part.count!.where[0]!.values[0]) : null;
      return indicator !== null && known.has(indicator) ? [{indicator, span: part.span ?? metric.span}] : [];
    });
    return years.flatMap(year => {
      const lacks = named.flatMap(({indicator, span}) => {
        const without = covered(year, span, terms).filter(each => !known.get(indicator)!.has(each));
        return without.length > 0 ? [`${without.join("、")}年的“${indicator}”`] : [];
      });
      if (lacks.length === 0) return [];
      const reason = `台账里没有${[...new Set(lacks)].join("、")}${more}`;
      return metric.bases
        .filter(basis => !told.has(`${metric.id} ${basis} ${year}`))
        .map(basis => ({metric: metric.id, basis, year, dimension: null, reason}));
    });
  });
}

/** The figures of which the ledger has two lines that say something else: the first counts, and may be wrong. */
export function contradictions(
  catalogue: Catalogue,
  twice: readonly {indicator: string; year: number}[],
  {unknown, partial}: Readonly<Record<"unknown" | "partial", readonly Unknown[]>>,
  terms: readonly number[],
  last: number
): Unknown[] {
  const told = new Set([...unknown, ...partial].map(({metric, basis, year}) => `${metric} ${basis} ${year}`));
  const found = new Map<string, Unknown>();
  for (const {indicator, year} of twice)
    for (const metric of catalogue.all)
      for (const part of countedParts(catalogue, metric))
        if (part.kind === "indicators" && part.count!.where[0]!.values[0] === indicator)
          for (const each of covering(Number(year), part.span ?? metric.span, terms, last))
            for (const basis of metric.bases) {
              const key = `${metric.id} ${basis} ${each}`;
              const reason = `台账里${year}年的“${indicator}”有两行，数值不同`;
              if (!told.has(key)) found.set(key, {metric: metric.id, basis, year: each, dimension: null, reason});
            }
  return [...found.values()];
}
