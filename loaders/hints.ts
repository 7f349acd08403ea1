import {mostImportant} from "../src/intake/causes.js";
import {typeset} from "../src/text/typeset.js";
import type {Warehouse} from "./query.js";

/** What a check asks staff to look at: what should hold, and of one row that it does not. */
export interface Hint {
  rule: string;
  words: string;
}

/** What the checks of a warehouse ask staff to look at; it names rows of exports, and goes into nothing that is published. */
export const hintsIn = (open: Pick<Warehouse, "rows">): Promise<Hint[]> =>
  open.rows<Hint>("select rule, words from check_rows order by name, place");

/** So many places of one rule are told, so that others have room. */
const mostOfOne = 5;

/** The lines in which a command tells them: a few of each rule, and how many are left. */
export function hintLines(hints: readonly Hint[]): string[] {
  const rules = new Map<string, Hint[]>();
  for (const hint of hints) rules.set(hint.rule, [...(rules.get(hint.rule) ?? []), hint]);
  const lines = [...rules].flatMap(([rule, all]) => [
    ...all.slice(0, mostOfOne).map(({words}) => `请核对「${rule}」:${words}`),
    ...(all.length > mostOfOne ? [`……「${rule}」共 ${all.length} 处，逐处见问题清单（npm run ingest）`] : [])
  ]);
  const left = lines.length - mostImportant;
  return [
    ...lines.slice(0, mostImportant),
    ...(left > 0 ? [`……要核对的还有 ${left} 条，见问题清单（npm run ingest）`] : [])
  ].map(typeset);
}
