import {readNumeral, writeNumeral} from "../text/numerals.js";
import {type Context, type Rule, ruleNumber, type Session} from "./context.js";
import type {Fault} from "./problem.js";
import {narrow} from "./text.js";

const numeral = "([〇零一二三四五六七八九十\\d]{1,4})";
const shape = new RegExp(`^[^届]*?第?${numeral}届[^次]*?第?${numeral}次(?:全体)?(?:委员)?(?:会议|全会|大会)?$`);

/** `第十一届委员会第三次会议`, `11届3次` → `十一届三次`, null where it says no such thing. */
export function canonicalSession(text: string): string | null {
  const parts = shape.exec(narrow(text));
  const term = parts ? readNumeral(parts[1]!) : null;
  const ordinal = parts ? readNumeral(parts[2]!) : null;
  return term && ordinal && term < 100 && ordinal < 100 ? `${writeNumeral(term)}届${writeNumeral(ordinal)}次` : null;
}

export function readSession(text: string, {sessions}: Context): {value: string | null; fault?: Fault} {
  const value = canonicalSession(text);
  if (value === null) return {value, fault: {code: "session", what: "看不懂的届次", remedy: "应写成 十一届三次"}};
  if (sessions.length > 0 && !sessions.some(row => row.session === value))
    return {
      value: null,
      fault: {code: "session-unknown", what: "届次表中没有的届次", remedy: "请核对,或在 sessions.csv 中补上这次会议"}
    };
  return {value};
}

/**
 * The session a proposal belongs to, where the export does not say.
 * Proposals are handed in from so many months (`before`) before a plenary opens until the next one's begin; those of
 * 闭会期间 (plenary false) until the next plenary opens. The last known session reaches one year.
 * `sessions` ascending by opening day.
 */
export function sessionOfDate(
  submitted: string,
  plenary: boolean | null,
  context: Context,
  before: Rule
): Session | null {
  const months = plenary === false ? 0 : ruleNumber(context, before);
  // A plenary whose day is not fixed yet has no window: its proposals say 届次 themselves.
  const sessions = context.sessions.filter(({opens}) => opens !== "");
  for (let i = sessions.length - 1; i >= 0; i--) {
    const session = sessions[i]!;
    if (submitted < monthsBefore(session.opens, months)) continue;
    return i === sessions.length - 1 && submitted >= monthsBefore(session.opens, -12) ? null : session;
  }
  // Between plenaries, but before the first that is known: only its own window can be meant.
  const first = sessions[0];
  return first && plenary !== false && submitted >= monthsBefore(first.opens, months) ? first : null;
}

/** The same day some months earlier (negative: later), or the last of that month. */
function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}
