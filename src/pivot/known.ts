import type {Tables} from "../figures/tables.js";
import {Unknown} from "../figures/unknown.js";
import {kindOf} from "../kinds/index.js";
import {dimensionsOf} from "../metrics/dimensions.js";
import type {Metric} from "../metrics/index.js";
import {followedBy} from "../metrics/needs.js";
import type {Asking} from "./answer.js";
import {byMonth, byYear, type Question} from "./question.js";
import {blank, type Source} from "./source.js";

/**
 * Why a measure, or the way it is split, is not known in a year: what the figures say of metrics and declared
 * dimensions; of any other column, that nothing stands in it in any row of the year.
 */
export function knowing(
  tables: Tables,
  catalogueHas: (id: string) => boolean,
  metric: Metric,
  question: Question,
  source: Source
): Asking["unknown"] {
  const told = new Unknown(tables.about[0]?.unknown);
  const rows = source.rows({...question, filters: {}} as Question);
  const made = new Map<string, string | null>();
  const once = (key: string, why: () => string | null) => {
    if (!made.has(key)) made.set(key, why());
    return made.get(key)!;
  };
  const declared = (axis: string) =>
    question.kind !== "multi" && dimensionsOf(question.kind).some(({id}) => id === axis);
  const filled = (axis: string, year: number) => {
    const {codes, items, members} = source.axis(axis);
    const none = members.map(list => list.length === 1 && items[list[0]!] === blank);
    return rows.some(row => source.year(row) === year && !none[codes[row]!]);
  };
  const rules = new Map((tables.rules ?? []).map(({rule, value}) => [rule, value]));
  const fieldsOf = (axis: string) => {
    const fact = question.kind === "multi" ? undefined : kindOf(question.kind).derived?.[axis];
    return fact ? followedBy(fact, rules) : question.kind === "multi" ? [] : [axis];
  };
  const ofAxis = (axis: string, year: number) => {
    if (axis === byYear || axis === byMonth) return null;
    if (declared(axis)) return told.reason(metric.id, question.basis, year, axis);
    const fields = fieldsOf(axis);
    return fields.every(field => filled(field, year)) ? null : `${year}年的导出文件里这一列没有内容`;
  };
  return (id, year, axis) =>
    once(`${year} ${axis}`, () => {
      if (axis !== null) return ofAxis(axis, year);
      if (catalogueHas(id)) return told.reason(id, basisOf(metric, question), year);
      const {weight} = source.part(metric);
      return rows.some(row => source.year(row) === year && weight[row] !== 0) ? null : `${year}年这一列没有数`;
    });
}

const basisOf = ({bases, basis}: Metric, question: Question): Metric["basis"] =>
  bases.includes(question.basis) ? question.basis : basis;
