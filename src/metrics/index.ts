import {activities} from "./activities.js";
import {type Catalogue, catalogueOf} from "./catalogue.js";
import {indicators} from "./indicators.js";
import {multi} from "./multi.js";
import {opinions} from "./opinions.js";
import {proposals} from "./proposals.js";

export type {Catalogue} from "./catalogue.js";
export {catalogueOf, partsOf, readCatalogue} from "./catalogue.js";
export type {Basis, Kind, Metric, Print} from "./metric.js";

/** Every metric by id, in the order in which reports and tables list them. */
export const shipped: Catalogue = catalogueOf([...proposals, ...opinions, ...activities, ...multi, ...indicators]);

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
