import {defineConfig} from "vitest/config";

const {REPORT, SEED} = process.env;

/** What `npm run quick` runs: no browser, no office, no build of the site, each random test with a fifth of its cases. */
const quick = [
  "tests/{metrics,intake,charts}/**/*.test.ts",
  "tests/check/{check,drafts,html}.test.ts",
  "tests/{backtest,figures,project}.test.ts"
];

/** The tests that draw their cases at random: `npm run fuzz` draws others each time, and more of them. */
const fuzz = ["tests/intake/properties.test.ts", "tests/charts/layout.test.ts", "tests/cubes.test.ts"];

/** Archives of the office's program, unpacked and started: `npm run test:package`, one after the other. */
const packages = ["tests/package/*.test.ts"];

export default defineConfig(({mode}) => {
  const seed = SEED ?? (mode === "fuzz" ? String(Math.floor(Math.random() * 2 ** 31)) : "2024");
  if (mode === "fuzz") console.log(`SEED=${seed} npm run fuzz draws these cases again`);
  return {
    test: {
      include: {quick, fuzz, package: packages}[mode] ?? ["tests/**/*.test.ts"],
      exclude: mode === "package" ? [] : packages,
      env: {SEED: seed, RUNS: mode === "quick" ? "0.2" : mode === "fuzz" ? "20" : "1"},
      // Modules are loaded once a worker: nothing that is quick changes what another test finds.
      isolate: mode !== "quick",
      setupFiles: ["tests/random.ts"],
      // Tests wait much for other programs: two at a time keep a machine of two cores busy.
      maxWorkers: mode === "package" ? 1 : 2,
      testTimeout: mode === "fuzz" ? 3_600_000 : 400_000,
      hookTimeout: 600_000,
      globalSetup: {quick: [], package: ["tests/package/setup.ts"]}[mode] ?? ["tests/setup.ts"],
      reporters: REPORT ? ["default", ["json", {outputFile: REPORT}]] : ["default"]
    }
  };
});
