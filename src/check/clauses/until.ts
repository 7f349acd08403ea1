import type {Perspective} from "./perspective.js";

/** Whether words like 1—10月, 截至10月底, 前三季度 mean up to a day; 10月 alone is that month. */
export function reaches(words: string, until: string | null): boolean {
  if (until === null) return false;
  const [year, month, day] = until.split("-").map(Number) as [number, number, number];
  const quarter = /上半年/.test(words) ? 6 : /前三(?:个)?季度/.test(words) ? 9 : null;
  const told =
    /(?:截至|截止|至|到|[—-]|前|季度[及和])(?:\d{4}年)?(\d{1,2})(?:个)?月(?:(\d{1,2})日)?|(\d{1,2})月(?:(\d{1,2})日|[底末])/.exec(
      words
    );
  if (quarter === null && !told) return false;
  if ((quarter ?? Number(told![1] ?? told![3])) !== month) return false;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return (Number(told?.[2] ?? told?.[4]) || last) === day;
}

/** Whether a draft is dated behind the day that the unfinished year is known to: what differs may have come since. */
export const writtenSince = ({part}: Perspective, until: string | null) => part !== null && datedAfter(part, until);

/** (2024年11月6日): a draft of the month behind the day that an unfinished year is known to is of that day. */
export function datedAfter(words: string, until: string | null): boolean {
  const month = Number(/^截至(\d{1,2})月$/.exec(words)?.[1] ?? Number.NaN);
  const [year, last, day] = (until ?? "").split("-").map(Number);
  return month === last! + 1 && day === new Date(Date.UTC(year!, last!, 0)).getUTCDate();
}
