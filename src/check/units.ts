/** Units as drafts write them, longest first where one begins another. */
export const units = [
  "个百分点",
  "百分点",
  "平方公里",
  "平方米",
  "小时",
  "公里",
  "人(次)",
  "人次",
  "件(次)",
  "件次",
  "篇(条)",
  "篇(次)",
  "条(次)",
  "篇次",
  "场(次)",
  "场次",
  "项(次)",
  "项次",
  "批次",
  "万元",
  "亿元",
  "年度",
  "周年",
  "世纪",
  "季度",
  "月份",
  "工作日",
  "个月",
  "余元",
  "元",
  "件",
  "篇",
  "条",
  "场",
  "次",
  "项",
  "名",
  "人",
  "位",
  "个",
  "家",
  "户",
  "期",
  "份",
  "部",
  "批",
  "轮",
  "天",
  "台",
  "棵",
  "株",
  "斤",
  "吨",
  "亩",
  "册",
  "本",
  "幅",
  "处",
  "座",
  "所",
  "辆",
  "套",
  "组",
  "支",
  "类",
  "周",
  "届",
  "级",
  "倍",
  "字",
  "集",
  "地",
  "只",
  "盒",
  "款",
  "桩",
  "宗",
  "岁",
  "年",
  "月",
  "日",
  "时",
  "分",
  "号",
  "%",
  "‰"
];

/** Units that mean the same grain as a metric's own. */
const same: Record<string, string[]> = {
  件: ["件", "份", "宗"],
  篇: ["篇", "份"],
  条: ["条", "项", "个"],
  次: ["次", "场", "场次", "场(次)"],
  场: ["场", "次", "场次", "场(次)"],
  场次: ["场次", "场", "次", "场(次)"],
  项: ["项", "个"],
  个: ["个", "家", "户", "地"],
  名: ["名", "人", "位"],
  家: ["家", "个", "户"],
  件次: ["件次", "件(次)", "次"],
  人次: ["人次", "人(次)"],
  篇次: ["篇次", "篇(次)"],
  期: ["期", "集"],
  天: ["天", "日"],
  万元: ["万元", "元", "亿元"],
  "%": ["%"]
};

/** Units that a number is often given in by mistake; a wrong one is worth telling, others speak of something else. */
const counted = new Set([
  ..."件篇条次场项个名家期人位份户元",
  "件次",
  "人次",
  "场次",
  "篇次",
  "项次",
  "批次",
  "万元",
  "亿元"
]);

/** How the draft's unit fits a metric's: the same grain, a likely slip, or another thing altogether. */
export function unitFit(metricUnit: string, printUnit: string | undefined, kind: string, label: string, unit: string) {
  const key = `${metricUnit} ${label} ${unit}`;
  const known = fits.get(key);
  if (known) return known;
  const fit = fitting(metricUnit, printUnit, kind, label, unit);
  fits.set(key, fit);
  return fit;
}

const fits = new Map<string, Fit>();

type Fit = "same" | "none" | "slip" | "other";

function fitting(metricUnit: string, printUnit: string | undefined, kind: string, label: string, unit: string): Fit {
  if (unit === "") return "none";
  const accepted = new Set(same[metricUnit] ?? [metricUnit]);
  if (printUnit) for (const each of [printUnit, ...printUnit.replace(/[()]/g, " ").split(" ")]) accepted.add(each);
  if (printUnit === "人(次)") for (const each of ["人", "名", "次"]) accepted.add(each);
  if (printUnit === "篇(条)") for (const each of ["篇次", "条次"]) accepted.add(each);
  if (kind === "opinions" && metricUnit === "篇") for (const each of ["条", "篇(条)"]) accepted.add(each);
  if (label === "解决基层难题") for (const each of ["个", "项", "桩"]) accepted.add(each);
  if (label === "短视频推送") for (const each of ["部", "期"]) accepted.add(each);
  if (label === "宣传稿件") accepted.add("份");
  if (label === "履职活动") for (const each of ["次", "场"]) accepted.add(each);
  if (accepted.has(unit)) return "same";
  if ((metricUnit === "%") !== (unit === "%")) return "other";
  return counted.has(unit) ? "slip" : "other";
}
