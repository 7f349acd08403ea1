import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {some} from "../random.js";
import {cases, folder, readCase} from "./read-case.js";

/** Each folder of tests/data is a case: the files an office may hand in, and what must come of them. */
describe("exports as offices have them", () => {
  test.each(some(cases))("%s", async name => {
    const read = await readCase(join(folder, name));
    await expect(`${JSON.stringify(read, null, 2)}\n`).toMatchFileSnapshot(`../data/${name}/expected.json`);
  });
});
