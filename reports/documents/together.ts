/** As `Promise.all`, but where one fails it waits for the others: nothing goes on behind the failure. */
export async function together<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(work);
  for (const result of results) if (result.status === "rejected") throw result.reason;
  return results.map(result => (result as PromiseFulfilledResult<T>).value);
}
