import {defineConfig} from "vitest/config";

const {REPORT} = process.env;

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Tests wait much for other programs: two at a time keep a machine of two cores busy.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 360_000,
    globalSetup: ["tests/setup.ts"],
    reporters: REPORT ? ["default", ["json", {outputFile: REPORT}]] : ["default"]
  }
});
