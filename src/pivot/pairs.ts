import type {Answer} from "./answer.js";

/** An item by two measures, with of how few items the weaker is made (0: not known). */
export interface Pair {
  item: string;
  x: number;
  y: number;
  items: number;
}

/** The items of the rows of two answers that both know. */
export function pairsOf(across: Answer, up: Answer): Pair[] {
  const places = new Map(up.rows.map((label, r) => [label, r]));
  return across.rows.flatMap((item, r) => {
    const other = places.get(item);
    if (other === undefined) return [];
    const [a, b] = [across.at(r, across.columns.length), up.at(other, up.columns.length)];
    return a.value === null || b.value === null
      ? []
      : [{item, x: a.value, y: b.value, items: Math.min(a.items, b.items)}];
  });
}

/** Pearson's coefficient of correlation, −1…1; null of fewer than five pairs, and where one measure is the same in all. */
export function correlation(pairs: readonly Pair[]): number | null {
  if (pairs.length < 5) return null;
  const mean = (of: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [mx, my] = [mean(d => d.x), mean(d => d.y)];
  const sum = (of: (dx: number, dy: number) => number) => pairs.reduce((s, {x, y}) => s + of(x - mx, y - my), 0);
  const spread = Math.sqrt(sum(dx => dx * dx) * sum((_, dy) => dy * dy));
  return spread > 0 ? sum((dx, dy) => dx * dy) / spread : null;
}
