import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {engineAt} from "../../loaders/places/server.js";
import {type PlaceYear, placeYear} from "../../reports/places/tables.js";
import {province, sorted} from "./province.js";
import {expectSameSplits} from "./same.js";
import {type Servers, startServers} from "./servers.js";

let data: string;
let servers: Servers;
let here: PlaceYear;

beforeAll(async () => {
  data = province();
  here = await placeYear({data}, "2024");
  servers = await startServers(2);
});

afterAll(async () => {
  await servers?.stop();
  rmSync(data, {recursive: true, force: true});
});

describe("an engine of two shards", () => {
  test("counts every metric and metrics drawn at random, by every dimension and month, in years of either basis, as DuckDB does", async () => {
    await expectSameSplits(data, engineAt(servers.address));
  });

  test("gives every figure of every place and sum as DuckDB does, the year before as well", async () => {
    const there = await placeYear({data, engine: engineAt(servers.address)}, "2024");
    expect(here.figures.length).toBeGreaterThan(300);
    expect(sorted(there.figures)).toEqual(sorted(here.figures));
    expect(sorted(there.before)).toEqual(sorted(here.before));
    expect(sorted(there.sums)).toEqual(sorted(here.sums));
    expect(there.months).toEqual(here.months);
    expect(there.items).toEqual(here.items);
  });

  test("a shard that dies is told in one sentence; the last good figures stay", async () => {
    await servers.kill(1);
    writeFileSync(join(data, "places/yi/exports/空.csv"), "流水号,标题,来源类型,收到日期\nX1,新事,委员,2024-03-01\n");
    await expect(placeYear({data, engine: engineAt(servers.address)}, "2024")).rejects.toThrow(
      /计算引擎 127\.0\.0\.1:\d+ .*上次的结果没有改动/
    );
    rmSync(join(data, "places/yi/exports/空.csv"));
    const again = await placeYear({data, engine: engineAt(servers.address)}, "2024");
    expect(sorted(again.sums)).toEqual(sorted(here.sums));
  });
});
