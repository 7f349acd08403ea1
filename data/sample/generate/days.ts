const DAY = 86400000;

/** A day so many days later; days are ISO text (`2024-01-09`). */
export function plus(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Days from one day to another. */
export function between(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

/** The day itself, or the Friday before a weekend. */
export function workday(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return plus(day, weekday === 0 ? -2 : weekday === 6 ? -1 : 0);
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

export type Shape = "dash" | "slash" | "han";

/** A day as exports write it: `2024-01-09`, `2024/1/9 9:32:09`, `2024年1月9日`. */
export function shaped(day: string, shape: Shape, time = ""): string {
  if (shape === "dash") return day;
  const [year, month, date] = day.split("-").map(Number);
  if (shape === "han") return `${year}年${month}月${date}日`;
  return `${year}/${month}/${date}${time && ` ${time}`}`;
}
