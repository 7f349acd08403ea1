import {readNumeral} from "../text/numerals.js";
import type {Fault} from "./problem.js";
import {narrow} from "./text.js";

const time =
  /[T ]*(上午|下午|AM|PM)?\s*\d{1,2}(?:[::]\d{1,2}){1,2}(?:\.\d+)?\s*(?:AM|PM)?$|[T ]*\d{1,2}[时点](?:\d{1,2}分?)?(?:\d{1,2}秒)?$/i;
const zone = /^(.*\d)[T ](\d{1,2}):(\d{1,2})(?::\d{1,2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;

/** A time of day behind a date, which a bulk reader may cut off before asking: the day stays the same. */
export const timeOfDay = " [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?$";

/** Words that say a thing has not happened (yet): no date, and nothing wrong. */
const notYet =
  /^(未|尚未|暂未|还未|没有|待|不需|无需)(答复|回复|办结|办复|办理|立案|交办|报送|转报|审查|审核|编报|编发|采用|反馈|批示|开始|完成|到期|确定|落实|定|办|复)$|^(正在)?(办理|处理|审查|审核|研究)中$|^正在[\p{Script=Han}]{1,4}$/u;

/**
 * A day in any shape that exports have: `2019/4/25 9:32:09`, `2024年3月5日`, `2024.3.5`, `20240305`, `45356` (Excel).
 * Value is `2024-03-05`. A month without a day is taken as its first, with a fault; times with a zone become local (+08:00).
 */
export function readDate(text: string): {value: string | null; fault?: Fault} {
  const written = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (written) return check(Number(written[1]), Number(written[2]), Number(written[3]));
  const plain = text
    .normalize("NFKC")
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (notYet.test(narrow(plain))) return {value: null};
  const zoned = zone.exec(plain);
  if (zoned) return zonedDate(zoned);
  const day = plain
    .replace(/^'/, "")
    .replace(time, "")
    .replace(/[((]?(星期|周)[一二三四五六日天][))]?$/, "")
    .replace(/\s+/g, "");
  return numeric(day) ?? chinese(day) ?? {value: null, fault: unreadable()};
}

function numeric(day: string): {value: string | null; fault?: Fault} | null {
  let parts = /^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(day);
  if (parts) return check(Number(parts[1]), Number(parts[3]), Number(parts[4]));
  parts = /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (parts) return check(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  parts = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(day);
  if (parts) return month(Number(parts[1]), Number(parts[2]));
  // Excel counts days from 1899-12-30; five digits reach from 1927 to 2173.
  if (/^\d{5}(\.\d+)?$/.test(day)) {
    const date = new Date(Math.floor(Number(day) - 25569) * 86_400_000);
    return check(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  }
  return null;
}

function chinese(day: string): {value: string | null; fault?: Fault} | null {
  const parts =
    /^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?$/.exec(
      day
    );
  if (!parts) return null;
  const [y, m, d] = parts.slice(1).map(part => (part ? readNumeral(part) : null));
  return d === null || d === undefined ? month(y!, m!) : check(y!, m!, d);
}

function month(year: number, month: number): {value: string | null; fault?: Fault} {
  const read = check(year, month, 1);
  if (read.value === null) return read;
  return {
    value: read.value,
    fault: {code: "month", what: "只有年月的日期", remedy: `已按 ${read.value} 计,请补上日`}
  };
}

function check(year: number, month: number, day: number): {value: string | null; fault?: Fault} {
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (valid && year >= 1949 && year <= 2099) return {value: iso(year, month, day)};
  if (valid)
    return {value: null, fault: {code: "date", what: "年份不可能的日期", remedy: "请核对年份,应写成 2024-05-13"}};
  return {value: null, fault: unreadable(year, month, day)};
}

function zonedDate(zoned: RegExpExecArray): {value: string | null; fault?: Fault} {
  const local = numeric(zoned[1]!.trim());
  if (!local?.value) return local ?? {value: null, fault: unreadable()};
  const offset = zoned[4]!.toUpperCase() === "Z" ? 0 : minutes(zoned[4]!);
  const at =
    Date.parse(`${local.value}T00:00:00Z`) + (Number(zoned[2]) * 60 + Number(zoned[3]) - offset + 480) * 60_000;
  return {value: new Date(at).toISOString().slice(0, 10)};
}

function minutes(offset: string): number {
  const sign = offset.startsWith("-") ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)));
}

/** The remedy shows this very date the right way round where only day and month are swapped. */
function unreadable(year?: number, month?: number, day?: number): Fault {
  const swapped = year && month && day && month > 12 && day <= 12 && month <= daysIn(year, day);
  return {
    code: "date",
    what: "看不懂的日期",
    remedy: swapped ? `应写成 ${iso(year, day, month)}` : "应写成 2024-05-13 这样的形式"
  };
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

const iso = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
