import {createHash} from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";
import type {Page} from "playwright-core";
import readSheets from "read-excel-file/node";
import {afterAll, beforeAll, describe, expect, test, vi} from "vitest";
import {inputFiles} from "../loaders/files.js";
import {cachePath} from "../loaders/paths.js";
import {pack, unpack} from "../loaders/places/bundle.js";
import {bundleOf} from "../loaders/places/deliver.js";
import type {Engine} from "../loaders/places/engine.js";
import {openPlaces} from "../loaders/places/gather.js";
import {withKnownFiles} from "../loaders/places/known-files.js";
import {engineAt} from "../loaders/places/server.js";
import {warehouse} from "../loaders/query.js";
import {type Site, serve} from "../loaders/serve.js";
import {buildSite} from "../loaders/site/build.js";
import {makers} from "../reports/makers.js";
import {type PlaceYear, placeYear} from "../reports/places/tables.js";
import {writePlaces} from "../reports/places/write.js";
import {StaffError} from "../src/intake/problem.js";
import {heldBack} from "../src/places/cells.js";
import {type PlaceRow, placeFaults} from "../src/places/places.js";
import {chromium, closePages} from "./chromium.js";
import {filesBelow, texts} from "./files.js";
import {crowded, faults, misset} from "./looks.js";

const head = "流水号,届次,案由,提案者,提交日期,审查结果,主办单位,交办日期,答复日期,办结日期,委员意见";
/** Names of people and titles that stand in the exports below. */
const rowsOnly = ["张三", "李四", "王五", "修路", "办学", "甲事"];
const sessions = "届次,届,次,开幕日期,闭幕日期,年度";
const city: Record<string, string[]> = {
  "reference/places.csv": [
    "地区,上级,级别,代码,文件夹",
    "江城市,,市,10,",
    "甲区,江城市,区,11,jia",
    "乙区,江城市,区,12,yi",
    "丙区,江城市,区,13,bing",
    "丁区,江城市,区,14,ding"
  ],
  // The plenaries of 甲区 and 乙区 are other days; what they say of their proposals stands in other columns.
  "places/jia/reference/sessions.csv": [sessions, "五届三次,5,3,2024-01-08,2024-01-11,2024"],
  "places/jia/exports/提案.csv": [
    head,
    "A1,五届三次,修路,张三,2024-01-09,立案,交通局,2024-02-01,2024-02-11,2024-02-11,满意",
    "A2,五届三次,种树,张三,2024-01-09,立案,园林局,2024-02-01,2024-02-21,2024-02-21,满意",
    "A3,五届三次,架桥,李四,2024-01-09,不立案,,,,,"
  ],
  "places/yi/reference/sessions.csv": [sessions, "八届一次,8,1,2024-02-20,2024-02-23,2024"],
  "places/yi/exports/提案.csv": [
    head,
    "B1,八届一次,办学,王五,2024-02-21,立案,教育局,2024-03-01,2024-04-20,2024-04-20,不满意",
    "B2,八届一次,养老,赵六,2024-02-21,立案,民政局,2024-03-01,2024-03-31,2024-03-31,满意",
    "B3,八届一次,办医,王五,2024-02-21,立案,卫健委,2024-03-01,,,"
  ],
  "places/yi/exports/社情民意.csv": [
    "流水号,标题,来源类型,收到日期",
    "S1,甲事,委员,2024-03-01",
    "S2,乙事,委员,2024-03-02"
  ],
  // A file that lacks 案由 is refused: what 丙区 says of proposals is not whole.
  "places/bing/reference/sessions.csv": [sessions, "二届二次,2,2,2024-01-15,2024-01-18,2024"],
  "places/bing/exports/提案.csv": [
    head,
    "C1,二届二次,治水,钱七,2024-01-16,立案,水利局,2024-02-01,2024-03-01,2024-03-01,满意"
  ],
  "places/bing/exports/提案补.csv": ["流水号,提案编号,届次,提交日期", "C2,0002,二届二次,2024-01-16"]
};

let data: string;
let year: PlaceYear;
const said: string[] = [];

const put = (name: string, lines: readonly string[]) => {
  mkdirSync(dirname(join(data, name)), {recursive: true});
  writeFileSync(join(data, name), `${lines.join("\n")}\n`);
};

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "places-"));
  for (const [name, lines] of Object.entries(city)) put(name, lines);
  mkdirSync(join(data, "places/ding/exports"), {recursive: true});
  year = await placeYear({data, asOf: "2024-12-31"}, "2024");
});

afterAll(() => rmSync(data, {recursive: true, force: true}));

/** What a place is split by, of the metrics that its own warehouse is asked for. */
async function splitOf(place: string, grain: "months" | "items", by: string): Promise<Record<string, unknown>[]> {
  const {connection, close} = await openPlaces({data, asOf: "2024-12-31"});
  try {
    const read = await connection.runAndReadAll(`select ${by}, value from place_${grain} where place = '${place}'
  and metric in ('proposals.submitted', 'proposals.filed', 'proposals.replied', 'opinions.received') order by ${by}`);
    return read.getRowObjectsJson();
  } finally {
    close();
  }
}

/** An engine of one server that says its version and which of our tables are there, and can do nothing else. */
const answering = (version: string, tables: readonly string[]): Engine => ({
  database: "库",
  cluster: null,
  servers: [
    {
      rows: async sql => (sql.includes("version()") ? [[version]] : tables.map(name => [name])),
      run: async sql => expect.unreachable(sql),
      insert: async table => expect.unreachable(table)
    }
  ]
});

const valueAt = (place: string, metric: string, list = year.figures) =>
  list.find(row => row.place === place && row.metric === metric)?.value ?? null;
const sumOf = (metric: string) => year.sums.find(row => row.place === "江城市" && row.metric === metric);

describe("figures of places", () => {
  test("each place's figures are those of its own warehouse, by its own tables", async () => {
    for (const [place, folder] of [
      ["甲区", "jia"],
      ["乙区", "yi"]
    ] as const) {
      const open = await warehouse({data: join(data, "places", folder), asOf: "2024-12-31"});
      try {
        const own = await open.rows<{metric: string; value: number | null}>(
          "select metric, value from figures where view = 'year' and main and year = 2024 order by metric"
        );
        const compared = own.filter(({metric}) => year.metrics.some(({id, span}) => id === metric && !span));
        const known = compared.filter(({value}) => value !== null);
        expect(known.length).toBeGreaterThan(20);
        for (const {metric, value} of known) expect([metric, valueAt(place, metric)]).toEqual([metric, value]);
        const split = (sql: string) => open.rows<Record<string, unknown>>(sql);
        expect(await splitOf(place, "months", "metric, year, month")).toEqual(
          await split(
            "select metric, year, month, value from months where view = 'year' and main and value <> 0 and metric in ('proposals.submitted', 'proposals.filed', 'proposals.replied', 'opinions.received') order by metric, year, month"
          )
        );
        expect(await splitOf(place, "items", "metric, year, dimension, item")).toEqual(
          await split(
            "select metric, year, dimension, item, value from dimensions where view = 'year' and main and value <> 0 and metric in ('proposals.submitted', 'proposals.filed', 'proposals.replied', 'opinions.received') and dimension in ('main_unit', 'category', 'source_type', 'proposer_type', 'committee', 'outcome') order by metric, year, dimension, item"
          )
        );
      } finally {
        open.close();
      }
    }
  });

  test("places staged together have the figures, years and items of their own warehouses, every metric and year", async () => {
    const country = mkdtempSync(join(tmpdir(), "together-"));
    const offices = {甲: "data/sample", 乙: "tests/offices/riverside", 丙: "data/sample"};
    for (const [place, from] of Object.entries(offices))
      for (const part of ["exports", "reference"])
        cpSync(join(from, part), join(country, "places", place, part), {recursive: true});
    // The same records by other rules and years beside them.
    const other = join(country, "places/丙/reference");
    writeFileSync(
      join(other, "rules.csv"),
      "规则,取值\n满意率分母,立案\n基本满意计入满意,是\n会前收件月数,1\n数据截至,2024-06-30\n"
    );
    mkdirSync(join(country, "reference"));
    writeFileSync(
      join(country, "reference/places.csv"),
      ["地区,上级,级别,代码,文件夹", ...Object.keys(offices).map(place => `${place},,县,,${place}`)].join("\n")
    );
    const {connection, close} = await openPlaces({data: country});
    try {
      const gathered = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
      for (const [place, from] of Object.entries(offices)) {
        const own = await warehouse({data: place === "丙" ? join(country, "places/丙") : from});
        try {
          const there = `place = '${place}'`;
          const whole = "(metric, year) not in (select (metric, year) from partial where dimension is null)";
          // By which words a row belongs together, and how many rows there are at least.
          for (const [here, alone, by, least] of [
            [
              `select metric, year, value, numerator, denominator from place_figures where ${there} and value is not null`,
              `select metric, year, value, numerator, denominator from figures where view = 'year' and main and value is not null and ${whole}`,
              1,
              20
            ],
            [
              `select basis, year, until::varchar, complete from place_years where ${there}`,
              "select basis, year, until::varchar, complete from periods where view = 'year'",
              0,
              3
            ],
            [
              `select metric, year, month, value from place_months where ${there} and value <> 0`,
              `select metric, year, month, value from months where view = 'year' and main and value <> 0 and ${whole}`,
              1,
              20
            ],
            [
              `select metric, dimension, year, item, value from place_items where ${there} and value <> 0`,
              `select metric, dimension, year, item, value from dimensions where view = 'year' and main and value <> 0 and ${whole}`,
              2,
              20
            ]
          ] as const) {
            const told = (rows: object[]) => rows.map(row => Object.values(row) as unknown[]);
            const [found, known] = [told(await gathered(here)), told(await own.rows(alone))];
            const group = (row: unknown[]) => row.slice(0, by).join(" ");
            const both = (rows: unknown[][], others: unknown[][]) => {
              const shared = new Set(others.map(group));
              return rows.flatMap(row => (shared.has(group(row)) ? [row.join(" ")] : [])).sort();
            };
            expect(both(found, known).length).toBeGreaterThan(least);
            expect([place, both(found, known)]).toEqual([place, both(known, found)]);
          }
        } finally {
          own.close();
        }
      }
    } finally {
      close();
      rmSync(country, {recursive: true, force: true});
    }
  });

  test("counts add, rates are recomputed from their parts, medians from the items", () => {
    expect(sumOf("proposals.submitted")).toMatchObject({value: 6, places: 2});
    expect(sumOf("proposals.filed")).toMatchObject({value: 5, places: 2});
    // 2 of 3 and 3 of 3 are 5 of 6, not the mean of 66.7 % and 100 %.
    expect(sumOf("proposals.filing_rate")).toMatchObject({value: 5 / 6, numerator: 5, denominator: 6, places: 2});
    // 10, 20, 30 and 50 days; the mean of the medians 15 and 40 would be 27.5.
    expect(sumOf("proposals.reply_days")).toMatchObject({value: 25, places: 2});
  });

  test("a place without a kind, of which a file was refused, or that gave nothing is in no sum, and no zero", () => {
    expect(sumOf("opinions.received")).toMatchObject({value: 2, places: 1});
    expect(valueAt("甲区", "opinions.received")).toBeNull();
    expect(valueAt("丙区", "proposals.submitted")).toBeNull();
    expect(valueAt("丁区", "proposals.submitted")).toBeNull();
    expect(
      year.lacking.find(({place, metric}) => place === "丙区" && metric === "proposals.submitted")?.reason
    ).toContain("提案补.csv");
    expect(year.places.map(({place, state}) => [place, state])).toEqual([
      ["江城市", null],
      ["甲区", "已报送"],
      ["乙区", "已报送"],
      ["丙区", "不完整"],
      ["丁区", "未报送"]
    ]);
  });

  test("no name of a person is in what is kept of places", async () => {
    const {connection, close} = await openPlaces({data, asOf: "2024-12-31"});
    try {
      const [[kept]] = (
        await connection.runAndReadAll("select string_agg(f::varchar, '') from proposal_facts_by_basis as f")
      ).getRows() as [[string]];
      expect(kept).toContain("修路");
      for (const name of ["张三", "李四", "王五", "赵六"]) expect(kept).not.toContain(name);
    } finally {
      close();
    }
  });

  test("only a place whose files changed is read anew; one whose tables contradict themselves stops no other", async () => {
    put("places/ding/reference/sessions.csv", [sessions, "三届二次,3,2,2024-01-20,2024-01-22,2024"]);
    put("places/ding/exports/提案.csv", [
      head,
      "D1,三届二次,通车,孙八,2024-01-21,立案,交通局,2024-02-01,2024-03-02,2024-03-02,满意"
    ]);
    const now = await placeYear({data, asOf: "2024-12-31", onProgress: line => said.push(line)}, "2024");
    expect(said.filter(line => line.startsWith("读取"))).toEqual(["读取 1/1 丁区 …"]);
    expect(now.sums.find(({metric}) => metric === "proposals.submitted")).toMatchObject({value: 7, places: 3});
    put("places/ding/reference/sessions.csv", [sessions, "三届二次,3,2,2024-01-20,2024-01-02,2024"]);
    const then = await placeYear({data, asOf: "2024-12-31"}, "2024");
    expect(then.places.at(-1)).toMatchObject({
      state: "未读入",
      reason: expect.stringContaining("闭幕日期早于开幕日期")
    });
    expect(then.sums.find(({metric}) => metric === "proposals.submitted")).toMatchObject({value: 6, places: 2});
  });

  test("what is counted again of the places that changed is what is counted of all", async () => {
    const counted = async (folder: string) => {
      const {connection, close} = await openPlaces({data: folder, asOf: "2024-12-31"});
      try {
        const tables = ["place_figures", "place_sums", "place_months", "place_items", "lacking", "unsplit"];
        const read = tables.map(table => connection.runAndReadAll(`from ${table} order by all`));
        return (await Promise.all(read)).map(found => found.getRowObjectsJson());
      } finally {
        close();
      }
    };
    const own = join(data, "..", `${basename(data)}-again`);
    const standing = structuredClone(city);
    const write = (files: Record<string, readonly string[]>) => {
      for (const [name, lines] of Object.entries(files)) {
        mkdirSync(dirname(join(own, name)), {recursive: true});
        writeFileSync(join(own, name), `${lines.join("\n")}\n`);
      }
    };
    const proposals = standing["places/jia/exports/提案.csv"]!;
    try {
      write(standing);
      let last = await counted(own);
      for (const files of [
        // A place with a category that no other has: a figure of its own for all of them.
        {"places/jia/exports/提案.csv": proposals.map((line, i) => `${line},${i ? "城乡建设" : "提案类别"}`)},
        // A file that is refused takes what it may hold out of the sums; a table of the upper level counts otherwise.
        {"places/yi/exports/提案补.csv": ["流水号,提案编号,届次,提交日期", "B9,0009,八届一次,2024-02-21"]},
        {"reference/rules.csv": ["规则,取值", "各地数据应到,2024-04-10", "各地提案按,自然年"]},
        // A place that is no longer named, and one that is new.
        {
          "reference/places.csv": [...standing["reference/places.csv"]!.slice(0, 4), "戊区,江城市,区,15,wu"],
          "places/wu/reference/sessions.csv": [sessions, "一届二次,1,2,2024-01-20,2024-01-22,2024"],
          "places/wu/exports/提案.csv": proposals.map(line => line.replace(/^A/, "W").replace("五届三次", "一届二次"))
        }
      ] as Record<string, readonly string[]>[]) {
        write(files);
        if ("reference/places.csv" in files) rmSync(join(own, "places/bing"), {recursive: true});
        const now = await counted(own);
        expect(now).not.toEqual(last);
        last = now;
        const anew = `${own}-anew`;
        cpSync(own, anew, {recursive: true});
        expect(now).toEqual(await counted(anew));
        rmSync(anew, {recursive: true});
        rmSync(cachePath(`places-${createHash("sha256").update(anew).digest("hex").slice(0, 8)}.duckdb`));
      }
    } finally {
      rmSync(own, {recursive: true, force: true});
    }
  });

  test("a file that nothing happened to is not read again; one that was written again is, of the same size and time too", async () => {
    const own = mkdtempSync(join(tmpdir(), "known-"));
    const [file, kept] = [join(own, "a.csv"), join(own, "known", "files.json")];
    const digests = () => withKnownFiles(kept, known => inputFiles(own, known));
    const read = async () => (await digests()).find(({name}) => name === "a.csv")!.sha256;
    writeFileSync(file, "甲");
    const {atime, mtime} = statSync(file);
    vi.useFakeTimers({toFake: ["Date"], now: Date.now() + 60_000});
    try {
      const first = await read();
      // What is kept is what is said of it, as long as the system says the same.
      writeFileSync(kept, readFileSync(kept, "utf8").replaceAll(first, "0".repeat(64)));
      expect(await read()).toBe("0".repeat(64));
      writeFileSync(file, "乙");
      utimesSync(file, atime, mtime);
      expect(await read()).toBe(createHash("sha256").update("乙").digest("hex"));
      // A damaged list is none.
      writeFileSync(kept, "{");
      expect(await read()).toBe(createHash("sha256").update("乙").digest("hex"));
      vi.useRealTimers();
      // One that was written just now may be written again within the same tick: it is read each time.
      rmSync(kept);
      writeFileSync(file, "丙");
      await read();
      expect(readFileSync(kept, "utf8")).not.toContain("a.csv");
    } finally {
      vi.useRealTimers();
      rmSync(own, {recursive: true});
    }
  });

  test("data that do not reach the day they must are late, and in no sum of that year; proposals compare by calendar years where so ruled", async () => {
    put("reference/rules.csv", ["规则,取值", "各地数据应到,2024-04-10", "各地提案按,自然年"]);
    put("places/yi/exports/旧提案.csv", [head, "B0,八届一次,会前提案,周九,2023-12-28,立案,教育局,2024-03-01,,,"]);
    try {
      const {places, sums, figures} = await placeYear({data, asOf: "2024-12-31"}, "2024");
      expect(places[1]).toMatchObject({place: "甲区", state: "迟报", reason: "数据只到2024-02-21，应到2024-04-10"});
      expect(sums.find(({metric}) => metric === "proposals.submitted")).toMatchObject({value: 3, places: 1});
      expect(figures.find(({place, metric}) => place === "乙区" && metric === "proposals.submitted")?.value).toBe(3);
    } finally {
      rmSync(join(data, "reference/rules.csv"));
      rmSync(join(data, "places/yi/exports/旧提案.csv"));
    }
  });

  test("a bundle of figures serves in place of rows; sums that need the items leave it out and say so", async () => {
    const own = join(data, "places/yi");
    const {bytes} = pack(await bundleOf("乙区", {data: own, asOf: "2024-12-31"}));
    const held = Object.values(unzipSync(bytes))
      .map(part => strFromU8(part))
      .join("");
    for (const word of ["办学", "王五", "B1", "甲事"]) expect(held).not.toContain(word);
    renameSync(join(own, "exports"), join(own, "rows"));
    try {
      writeFileSync(join(own, "乙区.zip"), bytes);
      const {figures, sums, lacking, months} = await placeYear({data, asOf: "2024-12-31"}, "2024");
      const sum = (metric: string) => sums.find(row => row.place === "江城市" && row.metric === metric);
      const theirs = (list: PlaceYear["figures"]) =>
        list.filter(({place}) => place === "乙区").toSorted((a, b) => a.metric.localeCompare(b.metric));
      expect(theirs(figures)).toEqual(theirs(year.figures));
      expect(sum("proposals.filing_rate")).toMatchObject({value: 5 / 6, places: 2});
      expect(sum("proposals.reply_days")).toMatchObject({value: 15, places: 1});
      // Three in February are too few to be told by month; nothing in the other months is.
      expect(
        months
          .filter(({place, metric}) => place === "乙区" && metric === "proposals.submitted")
          .map(({month, value}) => [month, value])
      ).toEqual([[2, null]]);
      expect(lacking.find(({place, metric}) => place === "乙区" && metric === "proposals.reply_days")?.reason).toBe(
        "报送包只有汇总数，合计要用记录重新计算"
      );
      // One digit changed by hand is seen; the other places are told as ever.
      const parts = unzipSync(bytes);
      const altered = strToU8(
        strFromU8(parts["values.json"]!).replace('"proposals.submitted",2024,3', '"proposals.submitted",2024,9')
      );
      writeFileSync(join(own, "乙区.zip"), zipSync({...parts, "values.json": altered}));
      const after = await placeYear({data, asOf: "2024-12-31"}, "2024");
      expect(after.places[2]).toMatchObject({
        state: "未读入",
        reason: expect.stringContaining("报送包在生成以后被改动过")
      });
      expect(after.sums.find(({metric}) => metric === "proposals.submitted")).toMatchObject({value: 3, places: 1});
      const manifest = JSON.parse(strFromU8(parts["manifest.json"]!)) as {format: number};
      for (const [format, said] of [
        [manifest.format + 1, "更新"],
        [manifest.format - 1, "较早"]
      ] as const) {
        const other = {...parts, "manifest.json": strToU8(JSON.stringify({...manifest, format}))};
        expect(() => unpack("乙区.zip", zipSync(other))).toThrow(
          `乙区.zip：是${said}版本的程序写的报送包，读不了；请双方用同一版本的程序`
        );
      }
      expect(() => unpack("乙区.zip", bytes.slice(0, 200))).toThrow("不是完整的报送包");
      writeFileSync(join(own, "乙区.zip"), bytes);
      writeFileSync(join(own, "乙区旧.zip"), bytes);
      await expect(placeYear({data, asOf: "2024-12-31"}, "2024")).rejects.toThrow(
        "乙区（places/yi）有2个报送包：乙区.zip、乙区旧.zip；请只留最新的一个。"
      );
      rmSync(join(own, "乙区旧.zip"));
      renameSync(join(own, "rows"), join(own, "exports"));
      await expect(placeYear({data, asOf: "2024-12-31"}, "2024")).rejects.toThrow(
        "乙区（places/yi）既有导出文件又有报送包“乙区.zip”，不知道以哪一份为准；请只留一种。"
      );
      renameSync(join(own, "exports"), join(own, "rows"));
    } finally {
      rmSync(join(own, "乙区.zip"));
      renameSync(join(own, "rows"), join(own, "exports"));
    }
  });

  test.each<[what: string, engine: () => Engine, said: string]>([
    ["that is too old", () => answering("18.14.1", []), "计算引擎是 ClickHouse 18.14.1，需要 18.16 或更新的版本"],
    [
      "that has other tables of our names",
      () => answering("26.7.1", ["yearbook_proposal_facts_by_basis"]),
      "计算引擎的库“库”里已经有别的程序的表（yearbook_proposal_facts_by_basis），没有改动它；请换一个库，或移走这些表。"
    ],
    [
      "that cannot be reached",
      () => engineAt("clickhouse://127.0.0.1:9/db"),
      "计算引擎 127.0.0.1:9 连不上；请确认它在运行、网络可通，再运行一次。上次的结果没有改动。"
    ],
    ["without its cluster", () => engineAt("clickhouse://a:1,b:2/db"), "--engine 写了2台主机，没有写集群名"],
    [
      "whose address says nothing",
      () => engineAt("http://a"),
      "--engine 后面的地址“http://a”看不懂，应写成 clickhouse://"
    ]
  ])(
    "an engine %s is told in one sentence; nothing in it is changed, the last good figures stay",
    async (_, engine, said) => {
      const before = await placeYear({data, asOf: "2024-12-31"}, "2024");
      const failed = await Promise.resolve()
        .then(() => placeYear({data, asOf: "2024-12-31", engine: engine()}, "2024"))
        .catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(StaffError);
      expect((failed as StaffError).message).toContain(said);
      const steps: string[] = [];
      const after = await placeYear({data, asOf: "2024-12-31", onProgress: step => steps.push(step)}, "2024");
      expect(after.sums).toEqual(before.sums);
      expect(steps).toEqual([]);
    }
  );

  test("small counts are held back, and the next where one alone could be found from the whole", () => {
    const cells = (...values: number[]) =>
      heldBack(values.map((value, i) => ({item: String(i), value}))).map(({value}) => value);
    expect(cells(9, 4, 7, 0)).toEqual([9, null, null, 0]);
    expect(cells(9, 4, 3, 7)).toEqual([9, null, null, 7]);
    expect(cells(9, 8)).toEqual([9, 8]);
  });

  describe("on the site", () => {
    let output: string;
    let site: Site;
    let page: Page;

    beforeAll(async () => {
      output = join(data, "site");
      await buildSite({data, asOf: "2024-12-31", output, makers});
      site = await serve(output, 4960);
      page = await (await chromium()).newPage({locale: "zh-CN"});
    });
    afterAll(async () => {
      await closePages();
      await site?.close();
    });

    const opened = async (path: string) => {
      const complaints: string[] = [];
      page.removeAllListeners("pageerror").on("pageerror", error => complaints.push(error.message));
      await page.setViewportSize({width: 1280, height: 900});
      await page.goto(site.address + path);
      await page.locator("main .table, main .chart svg").first().waitFor();
      return complaints;
    };

    test("an upper level without exports of its own has the pages of its places alone, the first of which is the site's", async () => {
      expect(
        readdirSync(output)
          .filter(name => name.endsWith(".html"))
          .sort()
      ).toEqual(["deliveries.html", "index.html", "places.html"]);
      expect(await opened("")).toEqual([]);
      expect(await page.locator("#observablehq-sidebar > ol:last-of-type a").allTextContents()).toEqual([
        "地区",
        "报送情况"
      ]);
    });

    test("the ranking, the sum with how many are in it, and those that are not, as computed", async () => {
      expect(await opened("places.html?metric=proposals.filing_rate&year=2024")).toEqual([]);
      await page.locator("#places-ranking svg").waitFor();
      expect(await page.locator("main .lead").textContent()).toBe("2024年江城市立案率83.3%，计入2/4个地区。");
      expect(await page.locator("#places-ranking .finding").textContent()).toBe(
        "立案率：乙区最高（100%），甲区最低（66.7%）"
      );
      expect(await page.locator("main section .table tbody tr").allTextContents()).toEqual([
        expect.stringMatching(/^丙区.*提案补\.csv/),
        expect.stringMatching(/^丁区/)
      ]);
      const choose = (label: string) =>
        page.locator("label.choice", {hasText: "指标"}).locator("select").selectOption({label});
      await choose("立案提案");
      await page.mouse.move(400, 400);
      await page.locator("#places-months svg").waitFor();
      const behind = async (id: string) => {
        await page.locator(`#${id} button.opener`, {hasText: "数据表"}).click();
        return page.locator(`#${id} .opened.data tbody tr`).allTextContents();
      };
      expect(await behind("places-months")).toEqual(["乙区030000000000", "甲区200000000000"]);
      expect(await page.locator("#places-items .finding").textContent()).toBe("立案提案：各地按主办单位");
      expect(await behind("places-items")).toEqual(["乙区01011", "甲区10100"]);
      await choose("收到社情民意");
      await expect
        .poll(() => page.locator("main .lead").textContent())
        .toBe("2024年江城市收到社情民意2篇，计入1/4个地区。");
      expect(new URL(page.url()).searchParams.get("metric")).toBe("opinions.received");
    });

    test("what each place has delivered, of which kind, and why not", async () => {
      expect(await opened("deliveries.html")).toEqual([]);
      expect(await page.locator("main .lead").textContent()).toBe("应报送4个地区，已报送2个，不完整1个，未读入1个。");
      const rows = await page.locator("main .table").first().locator("tbody tr").allTextContents();
      expect(rows).toEqual([
        "甲区已报送2024年2月21日3条未报送",
        "乙区已报送2024年4月20日3条2条",
        "丙区不完整2024年3月1日不完整1条未报送",
        "丁区未读入—未读入未读入"
      ]);
      expect(await page.locator("main .table").nth(1).locator("tbody tr").allTextContents()).toEqual([
        expect.stringMatching(/^丙区.*提案补\.csv/),
        expect.stringMatching(/^丁区.*闭幕日期早于开幕日期/)
      ]);
      expect(await page.locator("main .table").last().textContent()).toContain("立案提案5件2/4丙区、丁区");
    });

    test.each(["places.html?metric=proposals.filing_rate", "deliveries.html"])(
      "%s reads well in every colour and where there is little room",
      async path => {
        await opened(path);
        expect(await faults(page)).toEqual([]);
        expect(await misset(page)).toEqual([]);
        expect(await crowded(page)).toEqual({wider: [], torn: [], long: []});
      }
    );

    test("it has no row of an export and no name of a person", () => {
      const text = filesBelow(output).map(texts).join("\n");
      for (const word of rowsOnly) expect(text).not.toContain(word);
    });
  });

  test("a workbook, a table for machines, rankings and a document with what is in its sums are written", async () => {
    const out = join(data, "out");
    await writePlaces(year, out);
    const {sums} = JSON.parse(readFileSync(join(out, "places.json"), "utf8")) as {
      sums: {label: string; value: number; places: number}[];
    };
    expect(sums.find(({label}) => label === "立案率")).toMatchObject({value: 5 / 6, places: 2});
    const sheets = await readSheets(join(out, "各地指标.xlsx"));
    const monthly = sheets.find(({sheet}) => sheet === "分月")!.data;
    expect(monthly.find(([label, place]) => label === "提交提案" && place === "乙区")?.slice(2, 5)).toEqual([0, 3, 0]);
    const itemised = sheets.find(({sheet}) => sheet === "分项")!.data;
    expect(itemised.find(([label, , item]) => label === "立案提案" && item === "教育局")?.slice(3)).toEqual([
      0,
      1,
      "—"
    ]);
    const said = strFromU8(unzipSync(readFileSync(join(out, "各地履职数据汇总.docx")))["word/document.xml"]!).replace(
      /<[^>]+>/g,
      ""
    );
    expect(said).toContain("江城市应报送4个地区，数据齐全的2个地区。");
    expect(said).toContain("各地收到提案6件（计入2/4个地区）；立案5件（计入2/4），立案率83.3%");
    expect(said).toContain("丙区全部提案补.csv没有读到或没有读全");
    const svg = readFileSync(join(out, "各地立案提案.svg"), "utf8");
    expect(svg).toContain("没有这项数据：丙区、丁区");
    const all = filesBelow(out).map(texts).join("\n");
    for (const word of rowsOnly) expect(all).not.toContain(word);
  });
});

describe("a table of places", () => {
  const row = (
    line: number,
    name: string,
    parent: string | null,
    folder: string | null,
    code: string | null = null
  ): PlaceRow => ({line, name, parent, level: null, code, folder, cohort: null, members: null});

  test.each<[what: string, rows: PlaceRow[], there: string[], fault: string]>([
    [
      "a place in two folders",
      [row(2, "甲区", null, "a"), row(3, "甲区", null, "b")],
      [],
      "places.csv第3行：地区“甲区”在第2行已经写过（甲区），一个地区只能写一行，请只留正确的一行。"
    ],
    [
      "two places in one folder",
      [row(2, "甲区", null, "a"), row(3, "乙区", null, "a")],
      [],
      "places.csv第3行：文件夹“a”在第2行已经写过（甲区）"
    ],
    [
      "a folder without a place",
      [row(2, "甲区", null, "a")],
      ["a", "b"],
      "places 文件夹里的“b”不属于places.csv中任何一个地区，请在表里补一行，或移走这个文件夹。"
    ],
    [
      "a loop",
      [row(2, "甲", "乙", "a"), row(3, "乙", "丙", null), row(4, "丙", "甲", null)],
      ["a"],
      "places.csv第2行：上级绕成了一圈（甲→乙→丙→甲），请改正其中一行的上级。"
    ],
    ["a place of itself", [row(2, "甲", "甲", "a")], ["a"], "上级绕成了一圈（甲→甲）"],
    [
      "an unknown 上级",
      [row(2, "甲区", "江城", "a")],
      ["a"],
      "places.csv第2行：上级“江城”不在表里，请补上这个地区的一行，或改正上级的写法。"
    ],
    ["a way out of the folder", [row(2, "甲区", null, "../b")], [], "文件夹“../b”不能用"]
  ])("%s is told in one sentence", (_, rows, there, fault) => {
    const faults = placeFaults("places.csv", rows, there);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });
});
