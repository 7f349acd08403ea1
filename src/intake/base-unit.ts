import {unitOf} from "./units.js";

/** The unit into which amounts of one column are worked out that say several: 元 of 万元, 小时 of 分钟; none of what is no amount. */
export const baseUnit = (unit: string): string | null => {
  const {of} = unitOf(unit);
  return {元: "元", 秒: "小时", 公斤: "公斤", 米: "米", 平方米: "平方米", 亩: "亩", 立方米: "立方米"}[of] ?? null;
};
