/** A text as SQL writes it. */
export const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** A column as SQL names it where it may hold any character. */
export const name = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** A column as SQL names it, in quotes only where it needs them. */
export const column = (value: string) => (/^[a-z][a-z0-9_]*$/.test(value) ? value : name(value));

/** The latest of several days; of one, itself. */
export const latest = (days: readonly string[]) => (days.length > 1 ? `greatest(${days.join(", ")})` : days[0]!);
