import {expect, it} from "vitest";
import {checkDraft} from "../../src/check/index.js";
import {catalogue} from "../catalogue.js";
import {drafts, ratesOf} from "./drafts.js";
import {figures, targets} from "./figures.js";

it("holds what later rounds were read as; the rates to quote are those of first sight, in the README", () => {
  const {marks, verdicts, accused} = ratesOf(drafts("unseen"), ({text, year}) =>
    checkDraft(text, figures, {catalogue, year, targets})
  );
  console.log(`没见过的草稿,现在:${JSON.stringify(marks)} ${JSON.stringify(verdicts)}`);
  const wrongly = accused.length / (marks.ok + marks.none + marks.skip);
  expect(wrongly).toBeLessThan(0.03);
  expect((verdicts["ok 一致"] ?? 0) / marks.ok).toBeGreaterThan(0.8);
  expect(((verdicts["bad 不一致"] ?? 0) + (verdicts["bad 请核对"] ?? 0)) / marks.bad).toBeGreaterThan(0.85);
});
