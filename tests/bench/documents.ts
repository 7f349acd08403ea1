import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {openWarehouse} from "../../loaders/warehouse.js";
import {run} from "../../reports/commands/report.js";
import {checkDraft} from "../../src/check/index.js";
import {catalogue} from "../catalogue.js";
import {drafts} from "../check/drafts.js";
import {figures, targets} from "../check/figures.js";
import {report} from "./measure.js";

/** The documents of one template, and a draft checked. */
const scratch = mkdtempSync(join(tmpdir(), "yearbook-documents-"));
(await openWarehouse({data: "data/sample"})).close();

for (const template of ["工作报告数据稿", "提案工作情况报告", "社情民意工作报告", "一页通"]) {
  const seconds: number[] = [];
  for (let i = 0; i < 2; i++) {
    const started = performance.now();
    await run([
      "--data",
      "data/sample",
      "--year",
      "2024",
      "--template",
      template,
      "--out",
      join(scratch, `${template}${i}`)
    ]);
    seconds.push((performance.now() - started) / 1000);
  }
  report(`文稿 ${template}`, seconds, "秒", "< 10");
}

const texts = drafts().map(each => each.text);
const text = texts.join("\n").slice(0, 12_000);
const taken = Array.from({length: 7}, () => {
  const started = performance.now();
  checkDraft(text, figures, {catalogue, year: 2024, targets});
  return (performance.now() - started) / 1000;
});
report(`核稿 ${text.length} 字`, taken, "秒", "< 2");
rmSync(scratch, {recursive: true, force: true});
