import {exact} from "../metrics/format.js";
import {writeNumeral} from "../text/numerals.js";
import type {Book} from "./book.js";
import {comparableMonths, monthsOf} from "./months.js";
import {cutDay} from "./periods.js";

/**
 * How many years in a row a metric has risen (positive) or fallen (negative) up to the report year. A year from which
 * on it is counted otherwise ends the row: what changed then is not only the thing counted; one that is not complete too.
 */
export function streak(book: Book, id: string): number {
  const series = book.series(id, 20).filter(d => d.year <= book.year);
  let count = 0;
  for (let i = series.length - 1; i > 0; i--) {
    const [now, before] = [series[i]!.value, series[i - 1]!.value];
    if (now === null || before === null || now === before || series[i]!.year - series[i - 1]!.year !== 1) break;
    if (book.ruleNote(id, series[i - 1]!.year, series[i]!.year)) break;
    if (!comparable(book, id, series[i - 1]!.year, series[i]!.year)) break;
    const sign = now > before ? 1 : -1;
    if (count !== 0 && Math.sign(count) !== sign) break;
    count += sign;
  }
  return count;
}

/** Whether all that may count in these years was read: what is not complete is compared with nothing. */
export const comparable = (book: Book, id: string, ...years: number[]): boolean =>
  years.every(year => book.complete(id, year));

/** 提交提案连续三年增加,2024年达261件 — or how it differs from the year before. */
export function trendFinding(book: Book, id: string): string {
  const {label, unit} = book.metric(id);
  const years = streak(book, id);
  const rate = unit === "%";
  const now = `${book.year}年${book.isCut(id) ? `截至${cutDay(book, book.year, book.basisOf(id))}` : ""}`;
  if (Math.abs(years) >= 3 && Math.abs(years) <= 10 && book.year - book.versus === 1) {
    const verb = years > 0 ? (rate ? "提高" : "增加") : rate ? "下降" : "减少";
    return `${label}连续${writeNumeral(Math.abs(years))}年${verb},${now}${years > 0 ? "达" : "为"}${book.exact(id)}`;
  }
  return changeFinding(book, id);
}

/** 2024年提交提案261件,较上年增加29件,增长12.5%; 2024年和上年都没有提交提案. */
export function changeFinding(book: Book, id: string): string {
  const {label, unit} = book.metric(id);
  const {words, reason} = book.change(id);
  const none = book.value(id) === 0 && book.value(id, book.versus) === 0;
  if (unit !== "%" && none && comparable(book, id, book.year, book.versus))
    return `${book.year}年和${book.againstOf(id)}都没有${label}`;
  const value = unit === "%" ? `${label}为${book.exact(id)}` : `${label}${book.exact(id)}`;
  return `${book.year}年${value}${reason ? "" : `,${words}`}`;
}

/**
 * 提交提案中,城乡建设最多,45件;其次是交通出行,35件 — the two largest items of a dimension; of a rate 最高.
 */
export function leaders(book: Book, id: string, dimension: string, what: string): string {
  const metric = book.metric(id);
  const {label, unit} = metric;
  const rate = unit === "%";
  const largest = rate ? "最高" : "最多";
  const items = book.items(id, dimension).filter(d => d.item !== "未填");
  const [first] = items;
  if (!first) return book.value(id) === null ? `${book.year}年${label}无数据` : `${book.year}年没有${what}数据`;
  const format = (value: number) => exact(metric, value) + book.mark(id);
  const subject = rate ? `${label},` : `${label}中,`;
  if (items.length === 1) return `${label}按${what}只有${first.item}一项,${format(first.value)}`;
  const of = (value: number) => items.filter(d => d.value === value).map(d => d.item);
  const most = of(first.value);
  const said = `${subject}${alike(most)}${largest},${rate && most.length > 1 ? "均为" : each(most)}${format(first.value)}`;
  const next = items.find(d => d.value !== first.value);
  if (most.length > 1 || !next) return said;
  const second = of(next.value);
  return `${said};其次是${alike(second)},${rate && second.length > 1 ? "均为" : each(second)}${format(next.value)}`;
}

/** Items that stand equal: two or three by name, of more the first two and how many they are. */
export function alike(items: readonly string[]): string {
  const [first, second] = items;
  if (items.length > 3) return `${first}、${second}等${items.length}项`;
  return items.length > 1 ? `${items.slice(0, -1).join("、")}与${items.at(-1)}` : first!;
}

const each = (items: readonly string[]) => (items.length > 1 ? "各" : "");

/**
 * How this year ran against the other through the months: ahead all along, behind, or overtaking in a month. Where the
 * two are cut on different days, as session years are, only months that both have whole are compared.
 */
export function paceFinding(book: Book, id: string): string {
  const total = (year: number) => {
    let sum = 0;
    return monthsOf(book, id, year).map(d => (sum += d.value));
  };
  const [now, then] = [total(book.year), total(book.versus)];
  const months = comparableMonths(book, id);
  const trimmed = months < Math.max(now.length, then.length);
  const {label} = book.metric(id);
  if (!months || !then.at(-1) || !comparable(book, id, book.year, book.versus)) return changeFinding(book, id);
  const ahead = Array.from({length: months}, (_, i) => Math.sign(now[i]! - then[i]!));
  const other = `${book.versus}年同期`;
  if (trimmed && months === 1) {
    const words = ["少于", "等于", "多于"][ahead[0]! + 1]!;
    return `1月${label}${words}${book.versus}年1月`;
  }
  if (ahead.every(sign => sign > 0)) return `${trimmed ? `1—${months}月` : ""}各月累计${label}均多于${other}`;
  if (ahead.every(sign => sign < 0)) return `${trimmed ? `1—${months}月` : ""}各月累计${label}均少于${other}`;
  const last = ahead.at(-1)!;
  if (last === 0) return `累计${label}到${months}月与${other}持平`;
  const since = ahead.findLastIndex(sign => sign !== last) + 2;
  return `累计${label}自${since}月起${trimmed ? `(到${months}月)` : ""}${last > 0 ? "多于" : "少于"}${other}`;
}

/** The items that rose and fell most between the two years. */
export function moversFinding(book: Book, id: string, dimension: string, what: string): string {
  const before = new Map(book.items(id, dimension, book.versus).map(d => [d.item, d.value]));
  const now = new Map(book.items(id, dimension).map(d => [d.item, d.value]));
  if (!before.size || !now.size || !comparable(book, id, book.year, book.versus))
    return leaders(book, id, dimension, what);
  // An item that this year no longer has fell to nothing.
  const moved = [...new Set([...now.keys(), ...before.keys()])]
    .filter(item => item !== "未填")
    .map(item => ({item, by: (now.get(item) ?? 0) - (before.get(item) ?? 0)}))
    .sort((a, b) => b.by - a.by);
  const [up, down] = [moved[0], moved.at(-1)];
  const by = (step: number) => moved.filter(d => d.by === step).map(d => d.item);
  const {label, unit} = book.metric(id);
  const parts = [
    up && up.by > 0 ? `${alike(by(up.by))}增加最多,${each(by(up.by))}多${up.by}${unit}` : "",
    down && down.by < 0 ? `${alike(by(down.by))}减少最多,${each(by(down.by))}少${-down.by}${unit}` : ""
  ].filter(Boolean);
  return parts.length ? `${label}中,${parts.join(";")}` : `各${what}的${label}与${book.againstOf(id)}持平`;
}
