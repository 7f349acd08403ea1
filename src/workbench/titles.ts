/** What staff call files that programs know by other names. */
const titles: Record<string, string> = {"figures.xlsx": "数据表.xlsx", "figures.json": "给程序读的数据.json"};

/** What staff call a file that was written, by its path below 输出. */
export function titleOf(name: string): string {
  const last = name.split("/").at(-1)!;
  return titles[last] ?? last;
}
