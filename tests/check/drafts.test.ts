import {describe, expect, it} from "vitest";
import {checkDraft} from "../../src/check/index.js";
import {catalogue} from "../catalogue.js";
import {drafts, type MarkedDraft, ratesOf} from "./drafts.js";
import {figures, targets} from "./figures.js";

const check = ({text, year}: MarkedDraft) => checkDraft(text, figures, {catalogue, year, targets});

describe("the drafts that the checker was made with", () => {
  const {marks, verdicts, accused} = ratesOf(drafts(), check);
  const share = (kind: keyof typeof marks, ...wanted: string[]) =>
    wanted.reduce((sum, verdict) => sum + (verdicts[`${kind} ${verdict}`] ?? 0), 0) / marks[kind];
  console.log(`草稿:${JSON.stringify(marks)} ${JSON.stringify(verdicts)}`);

  it("accuses no number that is right, nor one of somebody else's", () => {
    expect(accused).toEqual([]);
  });

  it("finds the planted errors", () => {
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.92);
    expect(share("bad", "不一致")).toBeGreaterThan(0.85);
  });

  it("confirms the right numbers and asks of few", () => {
    expect(share("ok", "一致")).toBeGreaterThan(0.92);
    expect(share("ok", "请核对")).toBeLessThan(0.03);
    expect(share("none", "请核对")).toBeLessThan(0.03);
  });
});
