import fc from "fast-check";

/** A suite that is red by chance is red: every run draws the same cases. `npm run fuzz` chooses and prints a seed. */
fc.configureGlobal({seed: Number(process.env.SEED)});

/** How many cases a property is tried with: fewer in `npm run quick`, many in `npm run fuzz`. */
export const runs = (count: number): number => Math.max(5, Math.round(count * Number(process.env.RUNS)));
