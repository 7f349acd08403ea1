const small = 16_000_000;

/** Whether so many bytes are more than an office of a few years has. */
export const isLarge = (bytes: number): boolean => bytes >= small;

/**
 * How DuckDB works on so many bytes of exports or of a warehouse: by one thread where there are few, as two spend
 * longer waiting for each other than they save; else by as many as the machine has.
 */
export const threadsFor = (bytes: number): {threads?: string} => (isLarge(bytes) ? {} : {threads: "1"});
