import {nearest} from "../../intake/nearest.js";
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
