import {day, fullDay} from "../text/days.js";

export {day, fullDay};

/** 2025年1月1日至10月31日; the year again where it differs. */
export function span(since: string, until: string): string {
  return `${fullDay(since)}至${since.slice(0, 4) === until.slice(0, 4) ? day(until) : fullDay(until)}`;
}

/** `2025-01-13` → `2025-01-12`. */
export const dayBefore = (iso: string): string => new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10);

/** Whether a day is the last of its month. */
export const endsMonth = (iso: string): boolean => new Date(Date.parse(iso) + 86_400_000).getUTCDate() === 1;

/** How much of the time from one day to before another is over at the end of a day, 0…1. */
export function passed(from: string, until: string, to: string): number {
  return Math.max(0, Math.min(1, (between(from, until) + 1) / between(from, to)));
}

const between = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
