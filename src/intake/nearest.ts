/** The known word that a mistyped one most likely means, or null where none is near: at most a third of it differs. */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > 6) continue;
    const common = longestCommon(word, candidate);
    const apart = word.length + candidate.length - 2 * common;
    // An abbreviation keeps the order of its characters: 区发改委 in 区发展改革委.
    const near =
      common === Math.min(word.length, candidate.length) ? common >= 3 : apart <= (word.length + candidate.length) / 3;
    if (near && common >= 2 && apart < least) {
      best = candidate;
      least = apart;
    }
  }
  return best;
}

/** The same of a word in which a character or two are wrong: it is as long, but for one. */
export const mistyped = (word: string, known: Iterable<string>): string | null =>
  nearest(
    word,
    [...known].filter(candidate => Math.abs(candidate.length - word.length) <= 1)
  );

/** The known words, those first that have the most characters of a word: what to offer where none is near. */
export function likest(word: string, known: readonly string[]): string[] {
  const common = (candidate: string) => [...new Set(word)].filter(char => candidate.includes(char)).length;
  return known.toSorted((a, b) => common(b) - common(a));
}

/** Length of the longest common subsequence. */
function longestCommon(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const char of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++)
      next.push(b[j - 1] === char ? row[j - 1]! + 1 : Math.max(row[j]!, next[j - 1]!));
    row = next;
  }
  return row[b.length]!;
}
