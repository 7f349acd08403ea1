/** Of several runs the middle one is quoted; the spread tells how noisy the machine was. */
export function report(name: string, values: number[], unit: string, limit: string): void {
  const [low, middle, high] = [Math.min(...values), median(values), Math.max(...values)].map(v => v.toFixed(2));
  process.stdout.write(`${name.padEnd(28)} ${middle} ${unit}  (${low}–${high}, ${values.length} 次)  要求 ${limit}\n`);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
