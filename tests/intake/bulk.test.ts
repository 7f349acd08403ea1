import {readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {some} from "../random.js";
import {cases, folder, readCase} from "./read-case.js";

/** What large files take: each case, however small, read as a large one gives the same. */
describe("exports as offices have them, read in bulk", () => {
  test.each(some(cases))("%s", async name => {
    const read = await readCase(join(folder, name), {large: 0});
    expect(read).toEqual(JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")));
  });
});
