import type {ColumnRow} from "./columns.js";

/** What the office keeps beside the exports, as the readers of values need it. Dates are `2024-01-13`. */
export interface Context {
  sessions: Session[];
  /** Every name of a unit → the name it goes by now. Empty: names are not checked. */
  units: Map<string, string>;
  /** Every spelling of a category → the canonical one. Empty: not checked. */
  categories: Map<string, string>;
  codes: CodeRow[];
  /** Types that the activity table knows beside those of the source. */
  activityTypes: Set<string>;
  rules: Map<string, string>;
  /** What headers of this office's exports stand for. */
  columns: readonly ColumnRow[];
}

export interface Session {
  session: string;
  term: number;
  ordinal: number;
  opens: string;
  closes: string | null;
  year: number;
}

export interface CodeRow {
  source: string;
  field: string;
  code: string;
  meaning: string;
  since: number | null;
  until: number | null;
}

export const emptyContext = (): Context => ({
  sessions: [],
  units: new Map(),
  categories: new Map(),
  codes: [],
  activityTypes: new Set(),
  rules: new Map(),
  columns: []
});

/** A rule of rules.csv, with the value that holds where the table lacks it. */
export interface Rule {
  rule: string;
  value: string;
}

/** What the office decided, or the value that holds where it did not. */
export const ruleValue = (context: Context, {rule, value}: Rule): string => context.rules.get(rule) ?? value;

/** A rule that is a whole number (答复期限天数). */
export function ruleNumber(context: Context, {rule, value}: Rule): number {
  const written = Number(context.rules.get(rule) ?? Number.NaN);
  return Number.isInteger(written) && written >= 0 ? written : Number(value);
}
