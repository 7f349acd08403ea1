import type {Row} from "./csv.js";

/** 计分表: what a member's year is worth, and the grades that it reaches. */
export const POINTS: Row[] = (
  [
    ["基础分", undefined, 60, undefined],
    ["出席", "会议", 2, 8],
    ["出席", "活动", 3, 9],
    ["请假", undefined, -1, -4],
    ["缺席", undefined, -5, -20],
    ["提交提案", "第一提案人", 3, 9],
    ["提交提案", "第一提案人、立案", 2, 6],
    ["提交提案", "联名人", 1, 3],
    ["提交提案", "重点提案", 3, 3],
    ["提交提案", "优秀提案", 3, 3],
    ["提交社情民意", undefined, 1, 4],
    ["提交社情民意", "编报", 2, 6],
    ["提交社情民意", "采用", 2, 4],
    ["提交社情民意", "采用全国政协", 5, 5],
    ["提交社情民意", "批示市领导", 5, 5],
    ["等次", "优秀", 80, undefined],
    ["等次", "称职", 60, undefined],
    ["等次", "不称职", 0, undefined]
  ] as const
).map(([事项, 条件, 分值, 上限]) => ({事项, 条件, 分值, 上限}));
