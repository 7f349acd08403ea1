import {chineseNumber} from "../text/numerals.js";
import {type Context, type Rule, ruleNumber} from "./context.js";
import {codeOf, localCodes, wordOf} from "./local-codes.js";
import {inUnit, scaled} from "./numbers.js";
import type {Fault} from "./problem.js";
import {sessionOfDate} from "./session.js";
import type {Source} from "./source.js";
import {narrow} from "./text.js";
import {multipleOf, ratioOf} from "./units.js";
import type {Value} from "./values.js";

/**
 * Values that follow from other values of the same record. Pure, and asked once per distinct `from`,
 * so that a file of a million rows costs as many calls as it has distinct days.
 */
export interface Derivation {
  from: readonly string[];
  to: readonly string[];
  compute(values: readonly Value[], context: Context): Derived;
  /** Of `from`, the fields of which one column is enough to know `to` by; where absent, only its own column is. */
  enough?: readonly string[];
  /** Whether there is anything to derive; always where absent. */
  when?: (context: Context) => boolean;
}

export interface Derived {
  values: Value[];
  /** Why the record cannot count: it goes to quarantine, under the first of `from` that the file has, or under `at`. */
  fault?: Fault;
  at?: string;
  /** What staff are asked to look at: the record counts all the same. */
  note?: Fault;
}

/** The year of the plenary session that a record belongs to, and the session where only a date says it. */
export const sessionYear = (session: string, date: string, plenary: string, before: Rule): Derivation => ({
  from: [session, date, plenary],
  to: [session, "year"],
  enough: [date],
  compute([written, day, handedIn], context) {
    const found =
      written !== null
        ? context.sessions.find(row => row.session === written)
        : day !== null
          ? sessionOfDate(day as string, handedIn as boolean | null, context, before)
          : null;
    if (found) return {values: [found.session, found.year]};
    const fault =
      day === null && written === null
        ? {code: "year", what: "既无届次又无提交日期,无法确定年度", remedy: "请补上届次或提交日期"}
        : {
            code: "year",
            what: `届次表没有这件提案所属的会议(${written ?? day})`,
            remedy: "请在 sessions.csv 中补上这次会议"
          };
    return {values: [written ?? null, null], fault};
  }
});

/** The year of a date. */
export const calendarYear = (date: string): Derivation => ({
  from: [date],
  to: ["year"],
  enough: [date],
  compute: ([day]) => ({values: [day === null ? null : Number((day as string).slice(0, 4))]})
});

/** The year that is written, else that of a date. */
export const yearOr = (date: string): Derivation => ({
  from: ["year", date],
  to: ["year"],
  enough: [date],
  compute([written, day]) {
    const year = written ?? (day === null || day === undefined ? null : Number((day as string).slice(0, 4)));
    const fault = {code: "year", what: "既无年度又无日期,无法确定年度", remedy: "请补上年度或日期"};
    return {values: [year], ...(year === null ? {fault} : {})};
  }
});

/** A field with what staff call it in a sentence. */
type Named = readonly [field: string, label: string];

/**
 * Puts a record aside of which something happened before it could: which of the two days is wrong, nobody can tell. `only`:
 * of records of which a field says so.
 */
export const notBefore = ([later]: Named, [earlier, label]: Named, only?: {field: string; is: Value}): Derivation => ({
  from: [later, earlier, ...(only ? [only.field] : [])],
  to: [],
  compute([then, before, said]) {
    if (!then || !before || then >= before || (only && said !== only.is)) return {values: []};
    const what = `${then}早于${label}${before}`;
    return {values: [], fault: {code: "order", what, told: true, remedy: "请核对这两个日期"}};
  }
});

/** Asks about a record whose columns contradict each other: `says` tells what they say and as what it counts; null: nothing. */
export const contradicts = (
  from: readonly string[],
  says: (values: readonly Value[]) => string | null
): Derivation => ({
  from,
  to: [],
  compute(values) {
    const what = says(values);
    const note = {code: "contradiction", what: what ?? "", told: true, remedy: "请核对"};
    return what === null ? {values: []} : {values: [], note};
  }
});

/** Puts a record aside of which parts come to more than the whole: nobody can tell which of the numbers is wrong. */
export const atMost = (parts: readonly Named[], [whole, label]: Named): Derivation => ({
  from: [...parts.map(([field]) => field), whole],
  to: [],
  compute(values) {
    const all = values.at(-1) as number | null;
    const counts = values.slice(0, -1).map(value => (value as number | null) ?? 0);
    const sum = counts.reduce((total, count) => total + count, 0);
    if (all === null || sum <= all) return {values: []};
    const named = parts.map(([, name], i) => `${name}${counts[i]}`).join("、");
    const what = `${named}${parts.length > 1 ? `,合计${sum}` : ""},多于${label}的${all}`;
    return {values: [], fault: {code: "votes", what, told: true, remedy: "请核对这几个数"}};
  }
});

/** A day that the export does not say: another day plus as many days as the rule has. */
export const deadline = (from: string, to: string, rule: Rule): Derivation => ({
  from: [from, to],
  to: [to],
  enough: [from],
  compute([day, written], context) {
    if (written !== null || day === null) return {values: [written ?? null]};
    return {values: [addDays(day as string, ruleNumber(context, rule))]};
  }
});

/** A number that is not written where something says that there is at least one: an instruction is one 件次. */
export const oneAtLeast = (said: string, number: string): Derivation => ({
  from: [said, number],
  to: [number],
  compute: ([word, written]) => ({values: [written ?? (word === null ? null : 1)]})
});

/**
 * A number in the unit of its row: 3000元 under 万元 is 0.3. Where no column says the unit it is the one behind the number,
 * 95.5% or 12个; `said` else is what stands in the number's place.
 */
export const measure = (value: string, said: string, unit: string): Derivation => ({
  from: [value, said, unit],
  to: [value, said, unit],
  enough: [value],
  compute([number = null, words = null, written = null]) {
    if (typeof number !== "number") {
      const read = typeof words === "string" && typeof written === "string" ? mixedNumber(words, written) : null;
      return {values: [read, read === null ? words : null, written]};
    }
    if (words === null) {
      // Excel shows 98% and keeps 0.98: the sheet's text no longer tells which is meant.
      const doubtful = typeof written === "string" && isPercent(written) && number > 0 && number <= 1;
      return {values: [number, null, written], ...(doubtful ? {fault: doubtfulPercent(number)} : {})};
    }
    const behind = words as string;
    if (written === null) {
      const {value: amount, unit: of} = scaled(number, behind);
      return {values: [amount, null, of || null]};
    }
    const amount = inUnit(number, behind, written as string);
    if (amount !== null) return {values: [amount, null, written]};
    return {values: [number, null, written], fault: otherUnit(`${number}${behind}`, behind, written as string)};
  }
});

/** 1万2千: digits and places, of a number with a unit. */
function mixedNumber(words: string, unit: string): number | null {
  const text = narrow(words);
  const plain = text.endsWith(unit) ? text.slice(0, -unit.length) : text;
  if (!/^(\d[亿万千百十])+\d?$/.test(plain)) return null;
  return chineseNumber(plain.replace(/\d/g, digit => "〇一二三四五六七八九"[Number(digit)]!));
}

const isPercent = (unit: string) => ratioOf(unit, "%") === 1;

const doubtfulPercent = (number: number): Fault => {
  const whole = Number((number * 100).toPrecision(15));
  return {
    code: "percent",
    what: `单位是 %,数值却是 ${number}`,
    remedy: `${whole}% 应写成 ${whole},真是 ${number}% 的写成 ${number}%(带百分号)`
  };
};

const otherUnit = (found: string, behind: string, unit: string): Fault => ({
  code: "unit",
  told: true,
  what:
    multipleOf(behind).unit === ""
      ? `“${found}”是否以“${unit}”计,看不出来`
      : `“${found}”的单位与本行的“${unit}”不同,也不能换算`,
  remedy: `数值应写成以${unit}计的数字,或改正单位`
});

/** A code that means one thing in some years and another in others: decided once the year of the record is known. */
function datedCodes(source: Source): Derivation[] {
  const year = source.derivations.find(({to}) => to.includes("year"));
  if (!year) return [];
  const place = year.to.indexOf("year");
  return Object.entries(source.fields).flatMap(([id, field]): Derivation[] => {
    if (field.type !== "code") return [];
    const label = `${source.label}「${field.names[0]}」`;
    return [
      {
        from: [id, ...year.from],
        to: [id],
        when: context => localCodes(source, id, context).dated.size > 0,
        compute([value, ...rest], context) {
          const code = codeOf(value);
          if (code === null) return {values: [value ?? null]};
          const known = localCodes(source, id, context);
          const at = year.compute(rest, context).values[place] as number | null;
          const row = known.dated
            .get(code)
            ?.find(({since, until}) => at !== null && at >= (since ?? at) && at <= (until ?? at));
          const meaning = row?.meaning ?? known.always.get(code);
          const word = meaning === undefined ? null : wordOf(field, meaning);
          if (word !== null) return {values: [word]};
          const fault = {
            code: "bare-code",
            what: `代码表没有说明${label}的代码 ${code.toUpperCase()} 在${at ?? "这一"}年度的含义`,
            remedy: "请在 codes.csv 中补上"
          };
          return {values: [null], fault};
        }
      }
    ];
  });
}

/** The derivations of a kind that have something to derive. */
export const derivationsOf = (source: Source, context: Context): Derivation[] =>
  [...source.derivations, ...datedCodes(source)].filter(({when}) => when === undefined || when(context));

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
