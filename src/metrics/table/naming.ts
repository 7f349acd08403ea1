import {nearest} from "../../intake/nearest.js";
import {inUnit} from "../../intake/numbers.js";
import type {IntakeRecord} from "../../intake/records.js";
import type {Catalogue} from "../catalogue.js";

/** What is wrong with the rows of a table that name a metric each: file, line, the name and the nearest. */
export function unknownMetrics(file: string, records: readonly IntakeRecord[], {all, byLabel}: Catalogue): string[] {
  const labels = all.map(({label}) => label);
  return records.flatMap(({line, values}) => {
    const named = String(values.metric);
    if (byLabel(named)) return [];
    const near = nearest(named, labels);
    return [
      `参考表 ${file} 第 ${line} 行:「指标」里的“${named}”不在口径目录里${near ? `，最接近的是${near}` : "，名称要与「口径」页一致"}。`
    ];
  });
}

/** What is wrong with targets whose unit is written behind the number and is not one of the metric: 七成 of a rate is 70. */
export function otherUnits(file: string, records: readonly IntakeRecord[], {byLabel}: Catalogue): string[] {
  return records.flatMap(({line, values}) => {
    const {metric, target, unit} = values;
    const of = byLabel(String(metric));
    if (!unit || !of || inUnit(Number(target), String(unit), of.unit) !== null) return [];
    const remedy = of.unit ? `以${of.unit}计，单位不写` : "单位不写";
    return [
      `参考表 ${file} 第 ${line} 行:「目标」里的“${target}${unit}”不能换算成「${of.label}」的单位${of.unit}，应写成数字，${remedy}。`
    ];
  });
}
