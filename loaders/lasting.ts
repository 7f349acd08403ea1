/**
 * The same as `make`, of which the last `room` results are kept, by key: what is asked again while the program runs is
 * not made again. Results are shared and must not be changed; what failed is tried anew.
 */
export function lasting<Args extends unknown[], Result>(
  room: number,
  key: (...args: Args) => string,
  make: (...args: Args) => Promise<Result>
): (...args: Args) => Promise<Result> {
  const made = new Map<string, Promise<Result>>();
  return (...args) => {
    const asked = key(...args);
    const result = made.get(asked) ?? make(...args);
    // The one that was asked for last stands last.
    made.delete(asked);
    made.set(asked, result);
    result.catch(() => made.delete(asked));
    for (const oldest of made.keys()) {
      if (made.size <= room) break;
      made.delete(oldest);
    }
    return result;
  };
}
