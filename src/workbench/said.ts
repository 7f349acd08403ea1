import {type Child, h, verbatim} from "../components/h.js";

/**
 * What a step says line by line, as commands print it: lines that are set in are a list, those that stand in columns a
 * table, the others paragraphs.
 */
export function saidLines(lines: readonly string[]): Child[] {
  const parts: {inset: boolean; lines: string[]}[] = [];
  for (const line of lines.filter(line => line.trim() !== "")) {
    const inset = line.startsWith("  ");
    const last = parts.at(-1);
    if (last?.inset === inset) last.lines.push(line);
    else parts.push({inset, lines: [line]});
  }
  return parts.flatMap(({inset, lines}) =>
    inset ? [insetPart(lines)] : lines.map(line => h("p", null, verbatim(line)))
  );
}

function insetPart(lines: readonly string[]): HTMLElement {
  const rows = lines.map(line => line.trim().split(/ {2,}/));
  const width = rows[0]!.length;
  if (rows.length > 1 && width > 1 && rows.every(({length}) => length === width)) return tableOf(rows);
  // What is set in deeper belongs to the line above.
  const depth = Math.min(...lines.map(depthOf));
  const items: string[][] = [];
  for (const line of lines) {
    const own = items.at(-1);
    if (depthOf(line) > depth && own) own.push(line.trim());
    else items.push([line.trim()]);
  }
  return h(
    "ul",
    null,
    items.map(([first, ...more]) =>
      h(
        "li",
        null,
        verbatim(first!),
        more.length > 0 &&
          h(
            "ul",
            null,
            more.map(each => h("li", null, verbatim(each)))
          )
      )
    )
  );
}

const depthOf = (line: string) => line.length - line.trimStart().length;

const tableOf = (rows: readonly string[][]) =>
  h(
    "table",
    null,
    h(
      "tbody",
      null,
      rows.map(row =>
        h(
          "tr",
          null,
          row.map(cell => h("td", null, verbatim(cell)))
        )
      )
    )
  );
