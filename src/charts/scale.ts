/** A linear scale, the same as the one Plot is given: for labels, which are placed in px. */
export interface Scale {
  (value: number): number;
  domain: [number, number];
  range: [number, number];
}

export function linear(domain: [number, number], range: [number, number]): Scale {
  const [d0, d1] = domain;
  const [r0, r1] = range;
  const k = d1 === d0 ? 0 : (r1 - r0) / (d1 - d0);
  return Object.assign((value: number) => r0 + (value - d0) * k, {domain, range});
}

/** Rows or columns of one size in px, by their number: the first from 0 to 1. */
export function cells(count: number, from: number, size: number): Scale {
  return linear([0, count], [from, from + count * size]);
}

/** A round step (1, 2, 2.5 or 5 times a power of ten) that gives at most `count` intervals over the span. */
function step(span: number, count: number): number {
  const power = 10 ** Math.floor(Math.log10(span / count));
  for (const k of power < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10])
    if (span / (k * power) <= count * 1.001) return k * power;
  return 10 * power;
}

/** A domain with round ends, and its ticks: at most `count` intervals. `whole` for counts, which have no half. */
export function nice(lo: number, hi: number, count: number, {whole = false, max = Infinity} = {}) {
  if (!(hi > lo)) hi = lo + (Math.abs(lo) || 1);
  let by = step(hi - lo, count);
  if (whole) by = Math.max(1, by);
  const clean = (v: number) => Number(v.toPrecision(12));
  const first = Math.floor(clean(lo / by)) * by;
  const last = Math.min(Math.ceil(clean(hi / by)) * by, max);
  const ticks: number[] = [];
  for (let i = 0; clean(first + i * by) <= clean(last); i++) ticks.push(clean(first + i * by));
  return {domain: [clean(first), clean(last)] as [number, number], ticks};
}
