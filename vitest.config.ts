import {defineConfig} from "vitest/config";

/** Tests that build the site or start a browser come last and one at a time: they share Framework's cache. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    globalSetup: ["tests/setup.ts"]
  }
});
