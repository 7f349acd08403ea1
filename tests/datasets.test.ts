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
    expectCommitted(`datasets/${name}.csv`, csv(rows));
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
