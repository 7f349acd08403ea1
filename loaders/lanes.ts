import type {DuckDBConnection} from "@duckdb/node-api";

/**
 * Does works that do not wait for each other two at the same time, each over a connection of its own; gives what they
 * give, in their order. The second begins when what stands before it is done (`after`). Where one fails the others end
 * first, and its error is thrown.
 */
export async function sideBySide<T>(
  connect: () => Promise<DuckDBConnection>,
  works: readonly ((connection: DuckDBConnection) => Promise<T>)[],
  after: Promise<unknown> = Promise.resolve()
): Promise<T[]> {
  const done: T[] = [];
  const waiting = [...works.entries()];
  const lane = async () => {
    if (waiting.length === 0) return;
    const connection = await connect();
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) done[next[0]] = await next[1](connection);
    } finally {
      connection.closeSync();
    }
  };
  await together(works.length > 1 ? [lane(), after.then(lane)] : [lane()]);
  return done;
}

/** Waits until all have ended, whatever becomes of one; then throws the error of the first that failed. */
export async function together(works: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) if (result.status === "rejected") throw result.reason;
}

/** Runs statements one after the other. */
export const inOrder =
  (statements: readonly string[]) =>
  async (connection: DuckDBConnection): Promise<void> => {
    for (const sql of statements) await connection.run(sql);
  };
