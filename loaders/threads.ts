const small = 16_000_000;

/** Whether so many bytes are more than an office of a few years has. */
export const isLarge = (bytes: number): boolean => bytes >= small;

/**
 * How DuckDB works on so many bytes of exports or of a warehouse. Where there are few: by one thread, as two spend
 * longer waiting for each other than they save, and in small blocks, of which each of many columns takes one. Else by
 * as many as the machine has.
 */
export const threadsFor = (bytes: number): Record<string, string> =>
  isLarge(bytes) ? {} : {threads: "1", default_block_size: "65536"};

/** The same on so many bytes of a warehouse, which has what is counted beside what was read. */
export const threadsForWarehouse = (bytes: number): Record<string, string> => threadsFor(bytes / 8);
