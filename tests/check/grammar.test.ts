import {readFile} from "node:fs/promises";
import {expect, it} from "vitest";
import {grammarModule} from "../../loaders/grammar.js";

it("is in the module as it stands in the tables (npm run grammar)", async () => {
  expect(await readFile("src/check/grammar/tables.ts", "utf8")).toBe(await grammarModule());
});
