import {cpSync} from "node:fs";
import {resolve} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {House} from "./house.js";

/** No network but the loopback: as root, or in a user namespace of one's own. */
const alone = ["unshare", process.getuid?.() === 0 ? "-n" : "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"];
const look = resolve("tests/notebook/look.ts");
const page = encodeURI("notebooks/新建分析");
let house: House;

beforeAll(() => {
  house = new House("notebook", {own: true});
  house.useSample();
  for (const name of ["新建分析.md", "活动.csv"])
    cpSync(`tests/notebook/${name}`, house.path("src/notebooks", name), {recursive: true});
});
afterAll(() => house.close());

/** What the page says that its author wrote as Framework's documentation says. */
const seen = {said: "2 类，共 9 场，有指标", before: 2, after: 1, complaints: []};

test("a page with Plot, Inputs, sql, html and d3 works in the built site, without a network", async () => {
  const built = await house.run(["reports/commands/build.ts"], alone);
  expect([built.code, built.stderr.match(/^\s+at /m)]).toEqual([0, null]);
  const looked = await house.run([look, "dist", `${page}.html`], alone);
  expect(looked.stderr).toBe("");
  expect(JSON.parse(looked.stdout)).toEqual(seen);
}, 240_000);

test("and in npm run dev, without a network", async () => {
  const looked = await house.run([look, "dev", page], alone);
  expect(JSON.parse(looked.stdout || looked.stderr)).toEqual(seen);
}, 240_000);
