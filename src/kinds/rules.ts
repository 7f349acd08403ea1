import type {Setting} from "./kind.js";

/** From how many months before a plenary opens its proposals are handed in; also when its year begins. */
export const plenaryMonths: Setting = {
  rule: "会前收件月数",
  value: "3",
  says: {least: 0, most: 11, print: months => `没有写明届次的,全会开幕前${months}个月内提交的归入该次全会。`},
  note: "全会开幕前几个月内提交的提案,归入该次全会"
};
