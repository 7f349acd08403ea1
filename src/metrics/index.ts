export type {Catalogue} from "./catalogue.js";
export {catalogueOf, countedParts, readCatalogue} from "./catalogue.js";
export type {Aggregate, Condition, Count, Operand} from "./count.js";
export {evaluate, type Formula, type Parts, references} from "./formula.js";
export type {Basis, Kind, Metric, Print} from "./metric.js";

/** What is printed of a period basis. */
export const basisLabels = {session: "届次年度", calendar: "自然年", mixed: "提案按届次年度,其余按自然年"} as const;

/** What is printed of a kind. */
export const kindLabels = {
  proposals: "提案",
  opinions: "社情民意",
  activities: "履职活动",
  multi: "综合",
  indicators: "其他指标台账"
} as const;
