import {createHash} from "node:crypto";
import {readdirSync, readFileSync} from "node:fs";
import {afterAll, describe, expect, test} from "vitest";
import {rowsOf} from "../src/components/tables.js";
import {sample} from "./sample.js";
import {expectCommitted} from "./snapshot.js";

const folder = "src/datasets";
const names = readdirSync(folder)
  .filter(name => name.endsWith(".arrow.sql"))
  .map(name => name.replace(".arrow.sql", ""));
const open = await sample();
afterAll(() => open.close());

describe.each(names)("dataset %s", name => {
  const sql = readFileSync(`${folder}/${name}.arrow.sql`, "utf8");

  test("states its grain in the first line", () => {
    expect(sql.split("\n")[0]).toMatch(/^-- .*行/);
  });

  test("arrives in the browser as the committed rows", async () => {
    const rows = rowsOf(await open.arrow(sql));
    // Of the largest the fingerprint is committed: their rows are tested one by one elsewhere.
    const text = csv(rows);
    const large =
      rows.length > 8000 ? `${rows.length} 行,SHA-256 ${createHash("sha256").update(text).digest("hex")}\n` : text;
    expectCommitted(`datasets/${name}.csv`, large);
  });
});

function csv(rows: Record<string, unknown>[]): string {
  const cell = (value: unknown) => {
    const text = value === null ? "" : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const columns = Object.keys(rows[0] ?? {});
  // The fingerprint changes with every change of code; it is no figure.
  const shown = columns.filter(column => column !== "fingerprint");
  return `${[shown.join(","), ...rows.map(row => shown.map(column => cell(row[column])).join(","))].join("\n")}\n`;
}
