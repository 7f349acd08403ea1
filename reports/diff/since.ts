import {mkdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {reportsPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {plain} from "../../src/text/plain.js";
import {type FigureRecord, records} from "../documents/records.js";
import {bookOf} from "../edition.js";
import {readTables} from "../tables.js";

/** So many changed figures are told one by one. */
const told = 12;

/** Figures as they were written before, or null where they were not, or no longer can be read. */
export const recordsIn = (path: string): Promise<FigureRecord[] | null> =>
  readFile(path, "utf8").then(
    text => (Array.isArray(JSON.parse(text)) ? JSON.parse(text) : null),
    () => null
  );

/** What differs from figures written before, in words; one line where nothing does, none where there were none. */
export function sinceLast(
  before: readonly FigureRecord[] | null,
  now: readonly FigureRecord[],
  last = "上次写出"
): string[] {
  if (!before) return [];
  if (before[0] && now[0] && before[0].year !== now[0].year)
    return [`${last}的是${before[0].year}年的数字，这次是${now[0].year}年的`];
  const was = new Map(before.map(record => [record.metric, record]));
  const is = new Set(now.map(({metric}) => metric));
  const lines = [
    ...now.flatMap(record => {
      const old = was.get(record.metric);
      if (!old) return record.value === null ? [] : [`  新增：${record.label} ${shown(record)}`];
      return same(old, record) ? [] : [`  ${record.label}：${shown(old)} → ${shown(record)}`];
    }),
    ...before.filter(({metric}) => !is.has(metric)).map(record => `  不再有：${record.label} ${shown(record)}`)
  ];
  if (lines.length === 0) return [`与${last}的相比，数字没有变化`];
  const more = lines.length > told ? [`  ……另有${lines.length - told}个`] : [];
  return [`与${last}的相比，有${lines.length}个数字不同：`, ...lines.slice(0, told), ...more];
}

/** What differs from the site that was handed over last; the figures of this one are noted for the next time. */
export async function sincePublished(): Promise<string[]> {
  const place = reportsPath(".published.json");
  const now = records(bookOf(await readTables({})));
  const said = sinceLast(await recordsIn(place), now, "上次生成");
  await mkdir(reportsPath(), {recursive: true});
  await replaceFile(place, JSON.stringify(now));
  return said;
}

/** The figures that a year's folder holds. */
export const recordsOf = (folder: string) => recordsIn(join(folder, "figures.json"));

/** Whether a figure prints the same. */
export const same = (a: FigureRecord, b: FigureRecord) => a.value === b.value && a.printed === b.printed;
const shown = ({value, unit, printed}: FigureRecord): string =>
  value === null ? (printed ?? "无数据") : `${plain(value)}${unit}`;
