import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect} from "vitest";

/**
 * Compares a text with the committed file under `tests/output`. `UPDATE=1 npm test` writes the files anew;
 * a file that is missing fails.
 */
export function expectCommitted(name: string, text: string): void {
  const path = join("tests", "output", name);
  if (process.env.UPDATE === "1") {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
  }
  expect(existsSync(path), `没有 ${path};确认结果无误后用 UPDATE=1 npm test 写入`).toBe(true);
  expect(text).toBe(readFileSync(path, "utf8"));
}
