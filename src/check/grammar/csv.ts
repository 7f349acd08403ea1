/** The rows of a small csv text, by column; quoted cells may hold commas and doubled quotes. */
export function rowsOf(text: string): Record<string, string>[] {
  const [header, ...lines] = text.trimEnd().split("\n").map(cellsOf);
  return lines.map(cells => Object.fromEntries(header!.map((name, i) => [name, cells[i] ?? ""])));
}

function cellsOf(line: string): string[] {
  return [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    each => each[1]?.replaceAll('""', '"') ?? each[2]!
  );
}
