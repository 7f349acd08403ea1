import {defineConfig} from "vitest/config";

const {REPORT} = process.env;

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    globalSetup: ["tests/setup.ts"],
    reporters: REPORT ? ["default", ["json", {outputFile: REPORT}]] : ["default"]
  }
});
