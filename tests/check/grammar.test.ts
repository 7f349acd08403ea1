import {readFileSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {grammarModule} from "../../reports/grammar.js";
import {rowsOf} from "../../src/check/grammar/csv.js";
import {grammar} from "../../src/check/grammar/grammar.js";
import {findNumerals} from "../../src/check/tokens/numbers.js";
import {findWords, namesOfItem, respelled, vocabulary} from "../../src/check/tokens/words.js";

it("is in the module as it stands in the tables (npm run grammar)", async () => {
  expect(await readFile("src/check/grammar/tables.ts", "utf8")).toBe(await grammarModule());
});

type Row = Record<string, string>;
const all = vocabulary();
const matches = (flags: string) => (row: Row, text: string) => new RegExp(row.pattern!, flags).test(text);
const asked = (row: Row) => row.concept!.split(" ").filter(Boolean).join();

/** Whether a row of a table is in force in a text. */
const inForce: Record<string, (row: Row, text: string) => boolean> = {
  frames: (row, text) =>
    [...text.matchAll(new RegExp(row.pattern!, "g"))].some(match =>
      findWords(text, all).some(
        each => each.start === match.index && each.kind === row.kind && each.concepts.join() === asked(row)
      )
    ),
  words: (row, text) =>
    findWords(text, all).some(
      ({start, end, concepts}) =>
        row.words!.split(" ").includes(text.slice(start, end)) && concepts.join() === asked(row)
    ),
  periods: matches(""),
  skips: matches(""),
  speakers: matches("m"),
  headers: matches(""),
  stretches: (row, text) => grammar().stretches.find(({pattern}) => pattern.test(text))?.pattern.source === row.pattern,
  perspectives: matches(""),
  items: (row, text) => namesOfItem(row.item!).some(name => text.includes(name)),
  units: (row, text) =>
    findNumerals(text).some(
      each => each.unit === row.unit || text.slice(each.digitsStart, each.end).replace(/^[\d.]+/, "") === row.unit
    ),
  lookalikes: (row, text) => text.includes(row.seen!) && respelled(text, all) !== text
};

describe.each(Object.entries(inForce))("%s", (name, holds) => {
  const text = readFileSync(`src/check/grammar/${name}.csv`, "utf8");
  const rows = rowsOf(text);

  it("has as many cells in each row as columns", () => {
    const columns = Object.keys(rows[0]!).length;
    for (const line of text.trimEnd().split("\n"))
      expect([line, line.replace(/"(?:[^"]|"")*"/g, "").split(",").length]).toEqual([line, columns]);
  });

  it("has an example in each row in which it is in force, and a counterexample in which it is not", () => {
    const wrong = rows.flatMap(row => [
      ...(row.example && holds(row, row.example) ? [] : [["example", row.example, row]]),
      ...(row.counterexample && !holds(row, row.counterexample) ? [] : [["counterexample", row.counterexample, row]])
    ]);
    expect(wrong).toEqual([]);
  });
});
