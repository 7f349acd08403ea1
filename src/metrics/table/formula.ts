import {narrow} from "../../intake/text.js";
import type {Formula} from "../formula.js";
import {fail, unknown} from "./fault.js";

/** The metrics that a formula may name: label, as `formulaText` has it → id. */
export type Labels = ReadonlyMap<string, string>;

/** A formula or a label of one: half width, no white space, one mark for each sign. */
export const formulaText = (text: string): string => narrow(text).replace(/[−–]/g, "-").replaceAll("/", "÷");

/**
 * Reads the formula of a metric over labels of others: `A ÷ B`, `A + B`, `A − B`, `较低(A, B)`. A label that itself holds
 * such a sign is read whole. `other` gives the id of what no label is; without it that is a fault. `several`: over
 * several years one label alone is a formula too.
 */
export function parseFormula(
  text: string,
  labels: Labels,
  other?: (label: string) => string,
  several = false
): Formula {
  const plain = formulaText(text);
  const find = (label: string) => labels.get(label) ?? other?.(label) ?? unknown("指标", label, [...labels.keys()]);
  const least = /^较低\((.+)\)$/.exec(plain)?.[1];
  if (least) {
    const {terms, signs} = split(least, labels);
    if (terms.length < 2 || signs.some(sign => !/[,、]/.test(sign))) fail(`“${text}”应写成 较低(A, B)`);
    return {type: "least", of: terms.map(find)};
  }
  const {terms, signs} = split(plain, labels);
  if (signs.join() === "÷") return {type: "ratio", numerator: find(terms[0]!), denominator: find(terms[1]!)};
  if (signs.includes("÷")) fail(`“${text}”只能有一个除号，也不能与加减写在一起；请把其中一部分另写成一行指标`);
  if ((terms.length < 2 && !several) || signs.some(sign => !/[+-]/.test(sign)))
    fail(
      `看不懂的公式“${text}”，应写成 A ÷ B、A + B、A − B 或 较低(A, B)，A、B 是指标的名称；只写一个指标的，要在「年度」写明累计几年`
    );
  const of = (sign: string) => terms.filter((_, i) => (signs[i - 1] ?? "+") === sign).map(find);
  const minus = of("-");
  return {type: "sum", of: of("+"), ...(minus.length ? {minus} : {})};
}

/** The labels of a formula and the signs between them: the longest known label at a place, else all up to the next sign. */
function split(text: string, labels: Labels): {terms: string[]; signs: string[]} {
  const [terms, signs]: [string[], string[]] = [[], []];
  const ends = [...[...text.matchAll(/[÷+\-,、]/g)].map(({index}) => index), text.length];
  for (let at = 0; at <= text.length; ) {
    const after = ends.filter(end => end >= at);
    const end = after.findLast(end => labels.has(text.slice(at, end))) ?? after[0]!;
    terms.push(text.slice(at, end));
    if (end < text.length) signs.push(text[end]!);
    at = end + 1;
  }
  return {terms, signs};
}
