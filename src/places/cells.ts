/** A count of the items of one value of a dimension; null where it is held back. */
export interface Cell {
  item: string;
  value: number | null;
}

/** A count of fewer items could be somebody's. */
export const leastCell = 5;

/**
 * Holds back the counts of the items of a dimension that are smaller than `least`; a single one could be found by taking
 * the others from the whole, so that the smallest of the others goes with it. Zero says nothing of anybody and stays.
 */
export function heldBack(cells: readonly {item: string; value: number}[], least = leastCell): Cell[] {
  const small = cells.filter(({value}) => value > 0 && value < least);
  const others = cells.filter(({value}) => value >= least).toSorted((a, b) => a.value - b.value);
  const hidden = new Set([...small, ...(small.length === 1 ? others.slice(0, 1) : [])]);
  return cells.map(cell => ({item: cell.item, value: hidden.has(cell) ? null : cell.value}));
}
