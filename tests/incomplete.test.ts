import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {run as ingestRun} from "../reports/commands/ingest.js";
import {run as reportRun} from "../reports/commands/report.js";
import {freeze} from "../reports/freeze/freeze.js";
import {bookOf, type Office, office} from "./office.js";

const opinions = ["流水号,标题,来源类型,收到日期", "S1,甲事,委员,2024-03-01", "S2,乙事,委员,2024-03-02"];
const activities = ["活动编号,活动名称,活动类型,开始日期,场次", "H1,座谈,对口协商,2024-03-01,2"];
/** A proposals export that lacks 案由. */
const refused = ["流水号,提案编号,届次,提交日期", "P1,0001,十一届三次,2024-01-16"];
const files: Office = {
  exports: {
    "社情民意.csv": opinions,
    "活动.csv": activities,
    "社情民意补.csv": ["流水号,标题,收到日期", "S3,丙事,2024-03-03"]
  }
};

/** What a command writes while it runs, and its exit code. */
async function said(work: () => Promise<number>): Promise<{code: number; out: string; err: string}> {
  const [out, err] = [process.stdout.write, process.stderr.write];
  const lines = {out: "", err: ""};
  const into = (name: "out" | "err") => (text: string | Uint8Array) => {
    lines[name] += text;
    return true;
  };
  process.stdout.write = into("out");
  process.stderr.write = into("err");
  try {
    return {code: await work(), ...lines};
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
}

describe("one bad file does not stop the rest", () => {
  test("figures of its kind are marked wherever they are printed, the others are not", async () => {
    const book = await bookOf(files, {year: 2024}, "2024-12-31");
    expect(book.exact("opinions.received")).toBe("2篇（不完整）");
    expect(book.complete("opinions.received")).toBe(false);
    expect(book.exact("activities.sessions")).toBe("2场次");
    expect(book.incomplete.map(({name}) => name)).toEqual(["社情民意补.csv"]);
  });

  test("the run goes on, names file and reason first, and ends with 2; figures.json says complete: false", () =>
    office(files, async data => {
      const out = join(data, "out");
      const {code, err} = await said(() =>
        reportRun([
          "--data",
          data,
          "--as-of",
          "2024-12-31",
          "--year",
          "2024",
          "--out",
          out,
          "--template",
          "社情民意工作报告"
        ])
      );
      expect(code).toBe(2);
      expect(err).toMatch(/社情民意补\.csv：没有读，有关数字不完整。表头像社情民意/);
      const figures = JSON.parse(readFileSync(join(out, "2024", "figures.json"), "utf8")) as Record<string, unknown>[];
      const of = (id: string) => figures.find(({metric}) => metric === id)!;
      expect(of("opinions.received")).toMatchObject({
        value: 2,
        complete: false,
        printed: expect.stringContaining("不完整")
      });
      expect(of("activities.sessions")).toMatchObject({value: 2, complete: true});
    }));

  test("freeze refuses unless told", () =>
    office(files, async data => {
      const options = {
        data,
        asOf: "2024-12-31",
        name: "送审稿",
        year: "2024",
        template: "社情民意工作报告",
        folder: join(data, "frozen")
      };
      await expect(freeze(options)).rejects.toThrow(/社情民意补\.csv：没有读.*\n数字不完整，没有冻结.*--incomplete/);
      const place = await freeze({...options, incomplete: true});
      expect(existsSync(join(place, "manifest.json"))).toBe(true);
    }));

  test("a file that looks like no kind makes no kind incomplete, and is named all the same", async () => {
    const book = await bookOf(
      {exports: {...files.exports, "社情民意补.csv": ["姓名,部门", "甲,乙"], "考勤.csv": ["姓名,部门", "甲,乙"]}},
      {year: 2024},
      "2024-12-31"
    );
    expect(book.complete("activities.sessions")).toBe(true);
    expect(book.complete("opinions.received")).toBe(false);
  });
});

describe("ingest", () => {
  test("ends with 2 where a file was refused, and names it first", () =>
    office({exports: {"提案.csv": refused, "活动.csv": activities}}, async data => {
      const {code, err} = await said(() => ingestRun(["--data", data, "--out", join(data, "out")]));
      expect(code).toBe(2);
      expect(err).toContain("提案.csv：没有读。表头像提案");
      expect(err).toContain("案由");
    }));

  test("where no row can be placed in a year, says so, and what to write where", () =>
    office(
      {
        exports: {"提案.csv": ["提案编号,届次,案由,提交日期", "0001,三届一次,某事,2024-01-16"]},
        reference: {"sessions.csv": ["届次,届,次,开幕日期,闭幕日期,年度"]}
      },
      async data => {
        const {code, err} = await said(() => ingestRun(["--data", data, "--out", join(data, "out")]));
        expect(code).toBe(1);
        expect(err).toMatch(/没有一行能归入年度.*提案\.csv.*sessions\.csv.*届次.*开幕日期.*年度/);
      }
    ));
});
