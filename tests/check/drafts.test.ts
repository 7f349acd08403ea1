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
/** The newest. */
const newest = (name: string) => /^r1[45]-/.test(name);

describe("drafts that it had not seen (README of the folder: what it said of them at first sight)", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => !last(name) && !seen(name) && !after(name) && !newest(name)),
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

describe("the last two rounds, of the second of which hardly anything has been mended", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => last(name)),
    check
  );
  const share = shares(rates);
  console.log(`最近一轮,现在:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("accuses none, and says at least what it said", () => {
    expect(rates.accused).toEqual([]);
    expect(share("ok", "一致")).toBeGreaterThan(0.815);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.74);
    expect(share("bad", "不一致")).toBeGreaterThan(0.53);
    expect(share("ok", "请核对")).toBeLessThan(0.042);
    expect(share("none", "请核对")).toBeLessThan(0.04);
  });
});

describe("the rounds before the newest, that have been mended by", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => seen(name)),
    check
  );
  const share = shares(rates);
  console.log(`第十一、十二轮,现在:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("says at least what it said at first sight", () => {
    expect(rates.accused.length).toBeLessThan(2);
    expect(share("ok", "一致")).toBeGreaterThan(0.855);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.78);
    expect(share("bad", "不一致")).toBeGreaterThan(0.515);
    expect(share("ok", "请核对")).toBeLessThan(0.016);
    expect(share("none", "请核对")).toBeLessThan(0.027);
  });
});

describe("the round after them", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => after(name)),
    check
  );
  const share = shares(rates);
  console.log(`第十三轮,现在:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("says at least what it said at first sight", () => {
    expect(rates.accused.length).toBeLessThanOrEqual(2);
    expect(share("ok", "一致")).toBeGreaterThan(0.785);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.62);
    expect(share("bad", "不一致")).toBeGreaterThan(0.47);
    expect(share("ok", "请核对")).toBeLessThan(0.023);
    expect(share("none", "请核对")).toBeLessThan(0.013);
  });
});

describe("the two newest rounds", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => newest(name)),
    check
  );
  const share = shares(rates);
  console.log(`最新两轮:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("says at least what it said at first sight", () => {
    expect(rates.accused.length).toBeLessThanOrEqual(2);
    expect(share("ok", "一致")).toBeGreaterThan(0.83);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.72);
    expect(share("bad", "不一致")).toBeGreaterThan(0.58);
    expect(share("ok", "请核对")).toBeLessThan(0.02);
    expect(share("none", "请核对")).toBeLessThan(0.016);
  });
});
