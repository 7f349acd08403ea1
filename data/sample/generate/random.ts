/** A stream of its own for each name, so that a change to one kind of row leaves all others as they were. */
export function random(name: string): Random {
  let seed = 2166136261;
  for (const char of name) seed = Math.imul(seed ^ char.codePointAt(0)!, 16777619);
  return new Random(seed >>> 0);
}

/** Seeded choices (mulberry32). */
export class Random {
  constructor(private seed: number) {}

  /** In [0, 1). */
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]!;
  }

  /** An item by weight. */
  weighted<T>(items: readonly (readonly [T, number])[]): T {
    let left = this.next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return items.at(-1)![0];
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [result[j]!, result[i]!];
    }
    return result;
  }

  /** Exactly `count` different items. */
  sample<T>(items: readonly T[], count: number): T[] {
    if (count > items.length) throw new Error(`invalid sample: ${count} of ${items.length}`);
    return this.shuffle(items).slice(0, count);
  }

  /** `parts` whole numbers of at least `least`, which sum to exactly `total`. */
  split(total: number, parts: number, least = 0): number[] {
    const rest = total - parts * least;
    if (rest < 0 || (parts === 0 && total > 0)) throw new Error(`invalid split: ${total} in ${parts}`);
    const weights = Array.from({length: parts}, () => 0.4 + this.next());
    const sum = weights.reduce((a, b) => a + b, 0);
    const result = weights.map(weight => least + Math.floor((rest * weight) / sum));
    let left = total - result.reduce((a, b) => a + b, 0);
    for (const i of this.shuffle(result.map((_, index) => index))) if (left-- > 0) result[i]!++;
    return result;
  }
}
