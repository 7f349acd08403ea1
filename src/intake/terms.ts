import {readNumeral, writeNumeral} from "../text/numerals.js";
import type {Context} from "./context.js";
import type {Derivation} from "./derive.js";
import {narrow} from "./text.js";

/** `第十一届`, `11届`, `十一届三次` → 11; null where it says no term. */
export function termNumber(text: string): number | null {
  const [, numeral] = /^(?:.*?第)?([〇零一二三四五六七八九十\d]{1,4})届/.exec(narrow(text)) ?? [];
  const number = numeral ? readNumeral(numeral) : null;
  return number && number < 100 ? number : null;
}

/**
 * The days of an office held in a term: as written, else from the day the term's first plenary opens to the day before
 * the next term's does. Gives the term by its usual name and the year in which the office begins.
 */
export const officeTerm = (term: string, from: string, until: string): Derivation => ({
  from: [term, from, until],
  to: [term, from, until, "year"],
  enough: [term],
  compute([written, begun, ended], context) {
    const number = written === null ? null : termNumber(String(written));
    const days = number === null ? null : daysOf(number, context);
    const first = (begun ?? days?.first ?? null) as string | null;
    // Who took office after the day on which the table lets the term end is counted by another table than this.
    const end = days?.last && first !== null && days.last < first ? null : (days?.last ?? null);
    const last = (ended ?? end) as string | null;
    const named = number === null ? (written ?? null) : `${writeNumeral(number)}届`;
    const values = [named, first, last, first === null ? null : Number(first.slice(0, 4))];
    if (first === null)
      return {
        values,
        fault: {
          code: "office-begins",
          what: `没有写任职日期，届次表也没有这一届(${written ?? "未写届次"})`,
          remedy: "请补上任职日期，或在 sessions.csv 中补上这一届的会议"
        }
      };
    if (last !== null && last < first)
      return {
        values,
        at: until,
        fault: {
          code: "office-ends",
          what: `离任日期(${last})早于任职日期(${first})`,
          remedy: "请核对两个日期",
          told: true
        }
      };
    return {values};
  }
});

function daysOf(term: number, {sessions}: Context): {first: string | null; last: string | null} {
  const opening = (holds: (other: number) => boolean) =>
    sessions
      .filter(row => row.opens !== "" && holds(row.term))
      .map(({opens}) => opens)
      .sort()[0] ?? null;
  const next = opening(other => other > term);
  return {first: opening(other => other === term), last: next === null ? null : dayBefore(next)};
}

const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
