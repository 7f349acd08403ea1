import {kinds} from "../kinds/index.js";
import type {Kind} from "./metric.js";

export type {Catalogue} from "./catalogue.js";
export {catalogueOf, countedParts, readCatalogue, written} from "./catalogue.js";
export type {Aggregate, Condition, Count, Operand} from "./count.js";
export {evaluate, type Formula, type Parts, references} from "./formula.js";
export type {Basis, Kind, Metric, Print} from "./metric.js";

/** What is printed of a period basis. */
export const basisLabels = {session: "届次年度", calendar: "自然年", mixed: "提案按届次年度,其余按自然年"} as const;

/** What is printed of a kind: those that are counted, figures over several of them, and what is kept by hand. */
export const kindLabels: Readonly<Record<Kind, string>> = Object.fromEntries([
  ...kinds.filter(({date, stands}) => date !== null || stands).map(({name, label}) => [name, label]),
  ["multi", "综合"],
  ...kinds.filter(({date, stands}) => date === null && !stands).map(({name, label}) => [name, label])
]) as Record<Kind, string>;
