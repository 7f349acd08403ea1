import fc from "fast-check";

/** A suite that is red by chance is red: every run draws the same cases. `npm run fuzz` chooses and prints a seed. */
fc.configureGlobal({seed: Number(process.env.SEED)});

/** How many cases a property is tried with: fewer in `npm run quick`, many in `npm run fuzz`. */
export const runs = (count: number): number => Math.max(5, Math.round(count * Number(process.env.RUNS)));

/** Of a long row of cases every one, or in `npm run quick` every fifth. */
export const some = <T>(cases: readonly T[]): T[] =>
  cases.filter((_, i) => i % Math.max(1, Math.round(1 / Number(process.env.RUNS))) === 0);

/** Whether `some` gives every case. */
export const whole = some([0, 1]).length === 2;
