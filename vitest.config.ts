import {defineConfig} from "vitest/config";
import {BaseSequencer, type TestSpecification} from "vitest/node";

const {REPORT, SEED} = process.env;

/** What `npm run quick` runs: no browser, no office, no process, no build of the site, of long rows of cases a fifth. */
const quick = [
  "tests/{metrics,charts}/**/*.test.ts",
  "tests/intake/!(memory).test.ts",
  "tests/check/{check,html}.test.ts",
  "tests/{backtest,figures,project}.test.ts"
];

/** The tests that draw their cases at random: `npm run fuzz` draws others each time, and more of them. */
const fuzz = ["tests/intake/properties.test.ts", "tests/charts/layout.test.ts", "tests/cubes.test.ts"];

/** Archives of the office's program, unpacked and started: `npm run test:package`, one after the other. */
const packages = ["tests/package/*.test.ts"];

/** What runs against servers of an engine: `npm run test:engine`. */
const engines = ["tests/engine/*.test.ts"];

/**
 * The long ones, longest first: begun last, one of them would let a core wait for the other. The first makes the pages
 * for all, the second its own; the third needs none, so that it does not wait for them.
 */
const long = [
  "workbench",
  "add",
  "cases",
  "site",
  "analyst",
  "subsets",
  "diff",
  "reports/run",
  "offices",
  "safety",
  "faults",
  "faults-output",
  "faults-site",
  "periods",
  "plenary",
  "provenance",
  "leaks",
  "rules",
  "freeze",
  "other-offices",
  "incomplete"
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({moduleId}: TestSpecification) => {
      const at = long.findIndex(name => moduleId.endsWith(`/tests/${name}.test.ts`));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig(({mode}) => {
  const seed = SEED ?? (mode === "fuzz" ? String(Math.floor(Math.random() * 2 ** 31)) : "2024");
  if (mode === "fuzz") console.log(`SEED=${seed} npm run fuzz draws these cases again`);
  return {
    test: {
      include: {quick, fuzz, package: packages, engine: engines}[mode] ?? ["tests/**/*.test.ts"],
      exclude: mode === "package" || mode === "engine" ? [] : [...packages, ...engines],
      env: {SEED: seed, RUNS: mode === "quick" ? "0.2" : mode === "fuzz" ? "20" : "1"},
      // Modules are loaded once a worker: a test leaves them as it found them, and puts nothing in their place.
      isolate: false,
      setupFiles: ["tests/random.ts"],
      // What was made of a module is kept for the next run.
      experimental: {fsModuleCache: true, fsModuleCachePath: ".cache/tests/modules"},
      // Tests wait much for other programs: three at a time keep a machine of two cores busy.
      maxWorkers: {quick: 2, package: 1}[mode] ?? 3,
      sequence: {sequencer: LongestFirst},
      testTimeout: mode === "fuzz" ? 3_600_000 : 400_000,
      hookTimeout: 600_000,
      // On a machine that has much to do a page needs more than a second to follow.
      expect: {poll: {timeout: 60_000, interval: 100}},
      globalSetup: {quick: [], engine: [], package: ["tests/package/setup.ts"]}[mode] ?? ["tests/setup.ts"],
      reporters: REPORT ? ["default", ["json", {outputFile: REPORT}]] : ["default"]
    }
  };
});
