import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {pack} from "../loaders/places/bundle.js";
import {bundleOf} from "../loaders/places/deliver.js";
import {openPlaces} from "../loaders/places/gather.js";
import {placesFiles} from "../loaders/places/site.js";
import {warehouse} from "../loaders/query.js";
import {buildSite} from "../loaders/site/build.js";
import {makers} from "../reports/makers.js";
import {PlaceBook} from "../src/places/book.js";

const head = "流水号,届次,案由,提案者,提交日期,审查结果,主办单位,交办日期,答复日期,办结日期,委员意见";
const sessions = "届次,届,次,开幕日期,闭幕日期,年度";
const metrics = [
  "指标,单位,来源,统计,条件,年度",
  "本届提案,件,提案,件数,,本届累计",
  "两年提案,件,提案,件数,,2年累计",
  "本届提案人,人,提案,去重 提案者,,本届累计",
  "两年答复用时,天,提案,中位数 答复用时,审查结果 = 立案,2年累计",
  "本届立案率,%,指标,立案提案 ÷ 提交提案,,本届累计",
  "人均提案,件,指标,本届提案 ÷ 本届提案人,,"
];
const ledger = (...rows: string[]) => ["指标,年度,数值,单位", ...rows];
const county: Record<string, string[]> = {
  "reference/places.csv": [
    "地区,上级,级别,代码,文件夹",
    "江城市,,市,10,",
    "甲区,江城市,区,11,jia",
    "乙区,江城市,区,12,yi",
    "丙区,江城市,区,13,bing"
  ],
  "reference/metrics.csv": metrics,
  // Of 甲区 a term began in 2023, of 乙区 in 2024.
  "places/jia/reference/sessions.csv": [
    sessions,
    "四届五次,4,5,2022-01-08,2022-01-11,2022",
    "五届一次,5,1,2023-01-08,2023-01-11,2023",
    "五届二次,5,2,2024-01-08,2024-01-11,2024"
  ],
  "places/jia/exports/提案.csv": [
    head,
    "A0,四届五次,修渠,张三,2022-01-09,立案,水利局,2022-02-01,2022-02-06,2022-02-06,满意",
    "A1,五届一次,修路,张三,2023-01-09,立案,交通局,2023-02-01,2023-02-11,2023-02-11,满意",
    "A2,五届一次,种树,李四,2023-01-09,不立案,,,,,",
    "A3,五届二次,架桥,张三,2024-01-09,立案,交通局,2024-02-01,2024-03-02,2024-03-02,满意"
  ],
  "places/jia/exports/台账.csv": ledger("走访企业,2024,120,家", "出席率,2024,91.5,%"),
  "places/yi/reference/sessions.csv": [
    sessions,
    "七届五次,7,5,2023-02-20,2023-02-23,2023",
    "八届一次,8,1,2024-02-20,2024-02-23,2024"
  ],
  "places/yi/exports/提案.csv": [
    head,
    "B1,七届五次,办学,王五,2023-02-21,立案,教育局,2023-03-01,2023-03-21,2023-03-21,满意",
    "B2,八届一次,养老,王五,2024-02-21,立案,民政局,2024-03-01,2024-04-10,2024-04-10,满意",
    "B3,八届一次,办医,赵六,2024-02-21,立案,卫健委,2024-03-01,2024-03-31,2024-03-31,满意"
  ],
  "places/yi/exports/台账.csv": ledger("走访企业,2024,80,家", "出席率,2024,95,%"),
  "places/bing/reference/sessions.csv": [
    sessions,
    "二届二次,2,2,2023-01-15,2023-01-18,2023",
    "二届三次,2,3,2024-01-15,2024-01-18,2024"
  ],
  "places/bing/exports/提案.csv": [
    head,
    "C1,二届三次,治水,钱七,2024-01-16,立案,水利局,2024-02-01,2024-03-01,2024-03-01,满意"
  ]
};

let data: string;
let connection: DuckDBConnection;
let close = () => {};

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "years-"));
  for (const [name, lines] of Object.entries(county)) {
    mkdirSync(dirname(join(data, name)), {recursive: true});
    writeFileSync(join(data, name), `${lines.join("\n")}\n`);
  }
  ({connection, close} = await openPlaces({data, asOf: "2024-12-31"}));
});

afterAll(() => {
  close();
  rmSync(data, {recursive: true, force: true});
});

const rowsOf = async <T = Record<string, unknown>>(sql: string, of = connection) =>
  (await of.runAndReadAll(sql)).getRowObjectsJson() as T[];

/** Figures by label: `place year label` → value. */
async function by(table: string, of = connection): Promise<Record<string, number | null>> {
  const rows = await rowsOf<{place: string; year: number; label: string; value: number | null}>(
    `select f.place, f.year, m.entry ->> 'label' as label, f.value from ${table} as f join metrics as m on m.entry ->> 'id' = f.metric where f.value is not null`,
    of
  );
  return Object.fromEntries(rows.map(({place, year, label, value}) => [`${place} ${year} ${label}`, value]));
}

describe("figures of several years over places", () => {
  test("are those of each place's own warehouse, by its own terms", async () => {
    const found = await by("place_figures");
    for (const [place, folder] of [
      ["甲区", "jia"],
      ["乙区", "yi"],
      ["丙区", "bing"]
    ] as const) {
      const alone = mkdtempSync(join(tmpdir(), "alone-"));
      cpSync(join(data, "places", folder), alone, {recursive: true});
      cpSync(join(data, "reference/metrics.csv"), join(alone, "reference/metrics.csv"));
      const own = await warehouse({data: alone, asOf: "2024-12-31"});
      try {
        const rows = await own.rows<{label: string; year: number; value: number}>(
          "select label, year, value from figures join metrics on metrics.id = figures.metric where view = 'year' and main and value is not null"
        );
        // The data of 丙区 do not reach back to the first year of its term.
        expect(rows.some(({label}) => label === "本届提案")).toBe(place !== "丙区");
        for (const {label, year, value} of rows)
          expect([place, label, year, found[`${place} ${year} ${label}`]]).toEqual([place, label, year, value]);
      } finally {
        own.close();
        rmSync(alone, {recursive: true, force: true});
      }
    }
  });

  test("counts add, distinct values and medians are told from all, each place within its own term", async () => {
    const found = await by("place_sums");
    // 甲区 three of its term, 乙区 two, 丙区 one, of which nothing of the term's first year is there.
    expect(found["江城市 2024 本届提案"]).toBe(5);
    expect(found["江城市 2024 本届提案人"]).toBe(4);
    expect(found["江城市 2024 人均提案"]).toBe(1.25);
    expect(found["江城市 2024 本届立案率"]).toBe(4 / 5);
    expect(found["江城市 2024 两年提案"]).toBe(6);
    // 10 and 30 days of 甲区, 20, 30 and 40 of 乙区; the mean of the two medians would be 25.
    expect(found["江城市 2024 两年答复用时"]).toBe(30);
    expect(await by("place_figures")).not.toHaveProperty("丙区 2024 本届提案");
    expect(
      await rowsOf(
        "select places from place_sums where year = 2024 and metric = (select entry ->> 'id' from metrics where entry ->> 'label' = '本届提案')"
      )
    ).toEqual([{places: 2}]);
  });

  test("the site of an upper level may name indicators that only its places have", async () => {
    const before = county["reference/metrics.csv"]!;
    const elsewhere = mkdtempSync(join(tmpdir(), "named-"));
    try {
      cpSync(data, elsewhere, {recursive: true});
      writeFileSync(
        join(elsewhere, "reference/metrics.csv"),
        `${[...before, "户均走访,户,指标,走访企业 ÷ 提交提案,,"].join("\n")}\n`
      );
      await buildSite({data: elsewhere, asOf: "2024-12-31", output: join(elsewhere, "site"), makers});
      const other = await openPlaces({data: elsewhere, asOf: "2024-12-31"});
      expect((await by("place_sums", other.connection))["江城市 2024 户均走访"]).toBe(200 / 3);
      other.close();
      // So may one that has exports of its own.
      const [place] = readdirSync(join(elsewhere, "places"));
      cpSync(join(elsewhere, "places", place!, "exports"), join(elsewhere, "exports"), {recursive: true});
      for (const name of readdirSync(join(elsewhere, "exports")))
        if (name.includes("台账")) rmSync(join(elsewhere, "exports", name));
      await buildSite({data: elsewhere, asOf: "2024-12-31", output: join(elsewhere, "site"), makers});
      const both = await openPlaces({data: elsewhere, asOf: "2024-12-31"});
      expect((await by("place_sums", both.connection))["江城市 2024 户均走访"]).toBe(200 / 3);
      both.close();
      rmSync(join(elsewhere, "exports"), {recursive: true});
      // What no place has is a word written wrong.
      writeFileSync(
        join(elsewhere, "reference/metrics.csv"),
        `${[...before, "户均走访,户,指标,走访企北 ÷ 提交提案,,"].join("\n")}\n`
      );
      await expect(
        buildSite({data: elsewhere, asOf: "2024-12-31", output: join(elsewhere, "site"), makers})
      ).rejects.toThrow("走访企业");
    } finally {
      rmSync(elsewhere, {recursive: true, force: true});
    }
  });

  test("a bundle's years are put together by the terms that it names; one without them is in no such sum", async () => {
    const folder = join(data, "places/yi");
    const bundle = await bundleOf("乙区", {data: folder, asOf: "2024-12-31"});
    const elsewhere = mkdtempSync(join(tmpdir(), "bundled-"));
    cpSync(data, elsewhere, {recursive: true});
    rmSync(join(elsewhere, "places/yi"), {recursive: true});
    mkdirSync(join(elsewhere, "places/yi"));
    writeFileSync(join(elsewhere, "places/yi/乙区.zip"), pack(bundle).bytes);
    const other = await openPlaces({data: elsewhere, asOf: "2024-12-31"});
    try {
      const [figures, sums] = [await by("place_figures", other.connection), await by("place_sums", other.connection)];
      expect(figures["乙区 2024 本届立案率"]).toBe(1);
      expect(sums["江城市 2024 本届立案率"]).toBe(4 / 5);
      // What the bundle does not count, and what needs the items, is told of the others alone.
      expect(figures).not.toHaveProperty("乙区 2024 本届提案");
      expect(sums["江城市 2024 本届提案"]).toBe(3);
    } finally {
      other.close();
      rmSync(elsewhere, {recursive: true, force: true});
    }
  });
});

describe("figures of the ledger over places", () => {
  test("numbers of things add, over the places that tell them; shares are in no sum, and it is told", async () => {
    const [figures, sums] = [await by("place_figures"), await by("place_sums")];
    expect(figures["甲区 2024 走访企业"]).toBe(120);
    expect(sums["江城市 2024 走访企业"]).toBe(200);
    expect(figures["乙区 2024 出席率"]).toBe(0.95);
    expect(sums).not.toHaveProperty("江城市 2024 出席率");
    const {index} = await placesFiles(connection, {whole: true});
    const pages = new PlaceBook(index);
    const rate = index.metrics.find(({label}) => label === "出席率")!.id;
    expect([pages.value(rate, "江城市", 2024), pages.told(rate, "江城市", 2024)]).toEqual([null, 2]);
    const of = (label: string) => `metric = (select entry ->> 'id' from metrics where entry ->> 'label' = '${label}')`;
    expect(await rowsOf(`select places from place_sums where year = 2024 and ${of("走访企业")}`)).toEqual([
      {places: 2}
    ]);
    expect(
      await rowsOf(`select place, reason from lacking where year = 2024 and ${of("出席率")} order by place desc`)
    ).toEqual(["甲区", "乙区"].map(place => ({place, reason: "“出席率”是比率、平均数或名次，各地的数不能相加"})));
  });
});

test("of many places a thread reads every second one: each is told as ever, and what is wrong with one stops no other", async () => {
  const many = mkdtempSync(join(tmpdir(), "many-"));
  const write = (name: string, lines: readonly string[]) => {
    mkdirSync(dirname(join(many, name)), {recursive: true});
    writeFileSync(join(many, name), `${lines.join("\n")}\n`);
  };
  const count = 64;
  const all = Array.from({length: count}, (_, i) => `区${i}`);
  write("reference/places.csv", [
    "地区,上级,级别,代码,文件夹",
    "全省,,省,,",
    ...all.map((place, i) => `${place},全省,区,,p${i}`)
  ]);
  for (const i of all.keys()) {
    // Of two places in a row, one in each thread, the tables contradict themselves.
    const until = i === 20 || i === 21 ? "2024-01-01" : "2024-01-11";
    write(`places/p${i}/reference/sessions.csv`, [sessions, `五届二次,5,2,2024-01-08,${until},2024`]);
    const rows = Array.from(
      {length: (i % 3) + 1},
      (_, k) => `N${k},五届二次,第${i}个${k},某人,2024-01-09,立案,交通局,2024-02-01,2024-02-${11 + k},,`
    );
    write(`places/p${i}/exports/提案.csv`, [head, ...rows]);
  }
  const steps: string[] = [];
  const {connection, close} = await openPlaces({data: many, asOf: "2024-12-31", onProgress: step => steps.push(step)});
  try {
    const found = await by("place_figures", connection);
    const told = all.filter((_, i) => i !== 20 && i !== 21);
    for (const place of told) expect(found[`${place} 2024 提交提案`]).toBe((Number(place.slice(1)) % 3) + 1);
    const sum = told.reduce((sum, place) => sum + (Number(place.slice(1)) % 3) + 1, 0);
    expect((await by("place_sums", connection))["全省 2024 提交提案"]).toBe(sum);
    const faults = await rowsOf(
      "select place, fault is not null as fault from staged_places where fault is not null order by place",
      connection
    );
    expect(faults).toEqual([
      {place: "区20", fault: true},
      {place: "区21", fault: true}
    ]);
    // Each of those that were read is named once, whichever thread read it.
    const named = steps.flatMap(step => /^读取 \d+\/64 (区\d+) …$/.exec(step)?.[1] ?? []);
    expect(named.toSorted()).toEqual(told.toSorted());
  } finally {
    close();
    rmSync(many, {recursive: true, force: true});
  }
});
