import {describe, expect, it} from "vitest";
import {type DraftMark, drafts, type Rates, ratesOf} from "./drafts.js";
import {check} from "./known.js";

const shares = ({marks, verdicts}: Rates) => {
  return (kind: DraftMark["kind"], ...wanted: string[]) =>
    wanted.reduce((sum, verdict) => sum + (verdicts[`${kind} ${verdict}`] ?? 0), 0) / marks[kind];
};

describe("the drafts that the checker was made with", () => {
  const rates = ratesOf(drafts(), check);
  const share = shares(rates);
  console.log(`草稿:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("accuses no number that is right, and of somebody else's one that the figures of those months contradict", () => {
    expect(rates.verdicts["ok 不一致"] ?? 0).toBe(0);
    expect(rates.accused.length).toBeLessThan(2);
  });

  it("finds the planted errors", () => {
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.925);
    expect(share("bad", "不一致")).toBeGreaterThan(0.853);
  });

  it("confirms the right numbers and asks of few", () => {
    expect(share("ok", "一致")).toBeGreaterThan(0.967);
    expect(share("ok", "请核对")).toBeLessThan(0.01);
    expect(share("none", "请核对")).toBeLessThan(0.057);
  });
});

/** The last rounds, by people who knew neither code nor grammar: what it said at first sight stands in the README of the folder. */
const last = (name: string) => /^r(9|10)-/.test(name);
/** The rounds before the newest, that have been mended by. */
const seen = (name: string) => /^r1[12]-/.test(name);
/** The one after them. */
const after = (name: string) => /^r13-/.test(name);
/** Those after that. */
const later = (name: string) => /^r1[45]-/.test(name);
/** The one before the newest. */
const latest = (name: string) => /^r16-/.test(name);
/** The newest. */
const newest = (name: string) => /^r17-/.test(name);
const rounds = [last, seen, after, later, latest, newest];

describe("drafts that it had not seen (README of the folder: what it said of them at first sight)", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => !rounds.some(of => of(name))),
    check
  );
  const share = shares(rates);
  console.log(`没见过的草稿,现在:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("accuses one of them now, of a measure word", () => {
    expect(rates.accused.length).toBeLessThan(2);
  });

  it("finds most of the planted errors and confirms most of the right numbers", () => {
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.87);
    expect(share("bad", "不一致")).toBeGreaterThan(0.78);
    expect(share("ok", "一致")).toBeGreaterThan(0.935);
    expect(share("ok", "请核对")).toBeLessThan(0.01);
    expect(share("none", "请核对")).toBeLessThan(0.037);
  });
});

/** The least that is confirmed and found, and the most that is accused and asked about. */
interface Bounds {
  accused: number;
  right: number;
  found: number;
  wrong: number;
  rightAsked: number;
  othersAsked: number;
}

/** Rounds that say at least what they said at first sight. */
function holds(name: string, which: (name: string) => boolean, bounds: Bounds) {
  describe(name, () => {
    const rates = ratesOf(
      drafts("unseen").filter(({name}) => which(name)),
      check
    );
    const share = shares(rates);
    console.log(`${name}:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

    it("says at least what it said at first sight", () => {
      expect(rates.accused.length).toBeLessThanOrEqual(bounds.accused);
      expect(share("ok", "一致")).toBeGreaterThan(bounds.right);
      expect(share("bad", "不一致", "请核对")).toBeGreaterThan(bounds.found);
      expect(share("bad", "不一致")).toBeGreaterThan(bounds.wrong);
      expect(share("ok", "请核对")).toBeLessThan(bounds.rightAsked);
      expect(share("none", "请核对")).toBeLessThan(bounds.othersAsked);
    });
  });
}

holds("rounds 9 and 10", last, {
  ...{accused: 0, right: 0.832, found: 0.73, wrong: 0.54},
  ...{rightAsked: 0.042, othersAsked: 0.04}
});
holds("rounds 11 and 12", seen, {
  ...{accused: 0, right: 0.895, found: 0.8, wrong: 0.59},
  ...{rightAsked: 0.016, othersAsked: 0.027}
});
holds("round 13", after, {
  ...{accused: 0, right: 0.81, found: 0.635, wrong: 0.49},
  ...{rightAsked: 0.023, othersAsked: 0.013}
});
holds("rounds 14 and 15", later, {
  ...{accused: 0, right: 0.859, found: 0.77, wrong: 0.625},
  ...{rightAsked: 0.02, othersAsked: 0.016}
});
holds("round 16", latest, {
  ...{accused: 0, right: 0.79, found: 0.69, wrong: 0.545},
  ...{rightAsked: 0.035, othersAsked: 0.025}
});
holds("the newest, 17", newest, {
  ...{accused: 0, right: 0.863, found: 0.735, wrong: 0.59},
  ...{rightAsked: 0.019, othersAsked: 0.006}
});
