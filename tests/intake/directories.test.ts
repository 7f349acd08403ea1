import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readCase} from "./read-case.js";

const folder = "tests/data";
const cases = readdirSync(folder, {withFileTypes: true})
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)
  .sort();

/** Each folder of tests/data is a case: the files an office may hand in, and what must come of them. */
describe("exports as offices have them", () => {
  test.each(cases)("%s", async name => {
    const read = await readCase(join(folder, name));
    await expect(`${JSON.stringify(read, null, 2)}\n`).toMatchFileSnapshot(`../data/${name}/expected.json`);
  });

  test.each(cases)("%s, read in bulk", async name => {
    const read = await readCase(join(folder, name), {large: 0});
    expect(read).toEqual(JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")));
  });
});
