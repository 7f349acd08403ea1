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
    expect(share("bad", "不一致")).toBeGreaterThan(0.84);
  });

  it("confirms the right numbers and asks of few", () => {
    expect(share("ok", "一致")).toBeGreaterThan(0.967);
    expect(share("ok", "请核对")).toBeLessThan(0.01);
    expect(share("none", "请核对")).toBeLessThan(0.055);
  });
});

/** The last rounds, by people who knew neither code nor grammar: what it said at first sight stands in the README of the folder. */
const last = (name: string) => /^r(9|10)-/.test(name);
/** The round before the newest, that has been mended by. */
const seen = (name: string) => /^r11-/.test(name);
/** The newest. */
const newest = (name: string) => /^r12-/.test(name);

describe("drafts that it had not seen (README of the folder: what it said of them at first sight)", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => !last(name) && !seen(name) && !newest(name)),
    check
  );
  const share = shares(rates);
  console.log(`没见过的草稿,现在:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("accuses one of them now, of a measure word", () => {
    expect(rates.accused.length).toBeLessThan(2);
  });

  it("finds most of the planted errors and confirms most of the right numbers", () => {
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.845);
    expect(share("bad", "不一致")).toBeGreaterThan(0.71);
    expect(share("ok", "一致")).toBeGreaterThan(0.92);
    expect(share("ok", "请核对")).toBeLessThan(0.014);
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
    expect(share("ok", "一致")).toBeGreaterThan(0.805);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.64);
    expect(share("bad", "不一致")).toBeGreaterThan(0.33);
    expect(share("ok", "请核对")).toBeLessThan(0.051);
    expect(share("none", "请核对")).toBeLessThan(0.045);
  });
});

describe("the round before the newest, that has been mended by", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => seen(name)),
    check
  );
  const share = shares(rates);
  console.log(`第十一轮,现在:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("says at least what it said at first sight", () => {
    expect(rates.accused).toEqual([]);
    expect(share("ok", "一致")).toBeGreaterThan(0.855);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.67);
    expect(share("ok", "请核对")).toBeLessThan(0.022);
    expect(share("none", "请核对")).toBeLessThan(0.0455);
  });
});

describe("the newest round, of which nothing has been mended", () => {
  const rates = ratesOf(
    drafts("unseen").filter(({name}) => newest(name)),
    check
  );
  const share = shares(rates);
  console.log(`最新一轮:${JSON.stringify(rates.marks)} ${JSON.stringify(rates.verdicts)}`);

  it("says at least what it said at first sight", () => {
    expect(rates.accused.length).toBeLessThanOrEqual(6);
    expect(share("ok", "一致")).toBeGreaterThan(0.84);
    expect(share("bad", "不一致", "请核对")).toBeGreaterThan(0.79);
    expect(share("ok", "请核对")).toBeLessThan(0.013);
    expect(share("none", "请核对")).toBeLessThan(0.022);
  });
});
