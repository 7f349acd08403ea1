import type {IntakeRecord} from "../../intake/records.js";
import type {Catalogue} from "../catalogue.js";
import {TableFault, unknown} from "./fault.js";

/** A remark of the office's on a metric's point in a year, or on a year of a chart. */
export interface Note {
  /** The metric by its id; null where a chart is named. */
  metric: string | null;
  /** The chart by its name; null where a metric is named. */
  chart: string | null;
  year: number;
  text: string;
}

/** Reads the rows of notes.csv against the metrics, charts and years that there are; what is wrong is said with file and line. */
export function parseNotes(
  file: string,
  records: readonly IntakeRecord[],
  catalogue: Catalogue,
  {charts, years}: {charts: readonly string[]; years: readonly number[]}
): {notes: Note[]; faults: string[]} {
  const faults: string[] = [];
  const notes = records.flatMap(({line, values}): Note[] => {
    try {
      const [of, text] = [values.target, values.text].map(value => String(value ?? "").trim()) as [string, string];
      const year = Number(values.year);
      const metric = catalogue.byLabel(of);
      if (!metric && !charts.includes(of))
        unknown("图表或指标", of, [...charts, ...catalogue.all.map(({label}) => label)]);
      if (!years.includes(year)) unknown("年度", String(year), years.map(String));
      return [{metric: metric?.id ?? null, chart: metric ? null : of, year, text}];
    } catch (error) {
      if (!(error instanceof TableFault)) throw error;
      faults.push(`参考表 ${file} 第 ${line} 行：${error.message}。`);
      return [];
    }
  });
  return {notes, faults};
}
