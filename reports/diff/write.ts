import {mkdir, rename, writeFile} from "node:fs/promises";
import {join, resolve} from "node:path";
import type {Comparison} from "../../src/figures/versions.js";
import {comparisonWorkbook} from "./workbook.js";

/** Writes the workbook beside and puts it in place; returns its path. */
export async function writeComparison(comparison: Comparison, out = "reports/out"): Promise<string> {
  const {before, after} = comparison;
  const names = after.name === "现在" ? before.name : `${before.name}-${after.name}`;
  const path = join(resolve(out), `版本对比-${names}.xlsx`);
  await mkdir(resolve(out), {recursive: true});
  const beside = `${path}.${process.pid}.tmp`;
  await writeFile(beside, await comparisonWorkbook(comparison));
  await rename(beside, path);
  return path;
}
