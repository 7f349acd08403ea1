import {join, resolve} from "node:path";
import {reportsPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import type {Comparison} from "../../src/figures/versions.js";
import {comparisonWorkbook} from "./workbook.js";

/** Writes the workbook beside and puts it in place; returns its path. */
export async function writeComparison(comparison: Comparison, out = reportsPath()): Promise<string> {
  const {before, after} = comparison;
  const names = after.name === "现在" ? before.name : `${before.name}-${after.name}`;
  const path = join(resolve(out), `版本对比-${names}.xlsx`);
  await replaceFile(path, await comparisonWorkbook(comparison));
  return path;
}
