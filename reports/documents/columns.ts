/** Columns of equal width on a terminal, where a Han character is two cells wide; the last one is left as it is. */
export function columns(rows: readonly (readonly string[])[], indent = ""): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => cells(row[i] ?? ""))));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell + " ".repeat(widths[i]! - cells(cell)))).join("  ");
  return rows.map(row => `${indent}${line(row)}`.trimEnd()).join("\n");
}

/** How many cells a text takes. */
export const cells = (text: string) => [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0x2e00 ? 2 : 1), 0);
