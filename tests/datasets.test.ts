import {createHash} from "node:crypto";
import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {afterAll, describe, expect, test} from "vitest";
import {rowsOf} from "../src/components/tables.js";
import {sample} from "./sample.js";
import {expectCommitted} from "./snapshot.js";

const folder = "src/datasets";
const names = readdirSync(folder)
  .filter(name => name.endsWith(".arrow.sql"))
  .map(name => name.replace(".arrow.sql", ""));
/** Lines and characters up to which a table is committed whole, and lines of a longer one. */
const long = {lines: 1000, characters: 60_000};
const shown = 20;
const open = await sample();
afterAll(() => open.close());

describe.each(names)("dataset %s", name => {
  const sql = readFileSync(`${folder}/${name}.arrow.sql`, "utf8");

  test("states its grain in the first line", () => {
    expect(sql.split("\n")[0]).toMatch(/^-- .*行/);
  });

  test("arrives in the browser as the committed rows", async () => {
    const text = csv(rowsOf(await open.arrow(sql)));
    expectCommitted(`datasets/${name}.csv`, reviewed(name, text));
  });
});

/**
 * A table as a person would read it in a review: whole, or its first rows with the fingerprint of the whole. What the
 * fingerprint stands for is written to `.cache/tests/datasets`, to be compared with that of another version.
 */
function reviewed(name: string, text: string): string {
  const lines = text.trimEnd().split("\n");
  if (lines.length <= shown || (lines.length <= long.lines && text.length <= long.characters)) return text;
  mkdirSync(".cache/tests/datasets", {recursive: true});
  writeFileSync(`.cache/tests/datasets/${name}.csv`, text);
  const digest = createHash("sha256").update(text).digest("hex");
  return `${[...lines.slice(0, shown), `… ${lines.length - 1} 行,SHA-256 ${digest}`].join("\n")}\n`;
}

function csv(rows: Record<string, unknown>[]): string {
  const cell = (value: unknown) => {
    const text = value === null ? "" : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const columns = Object.keys(rows[0] ?? {});
  // The fingerprint changes with every change of code; it is no figure.
  const kept = columns.filter(column => column !== "fingerprint");
  return `${[kept.join(","), ...rows.map(row => kept.map(column => cell(row[column])).join(","))].join("\n")}\n`;
}
