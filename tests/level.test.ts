import {beforeAll, describe, expect, test} from "vitest";
import {story} from "../reports/story/story.js";
import {templates} from "../reports/story/templates.js";
import {checkDraft, knownTo} from "../src/check/index.js";
import type {Book} from "../src/figures/book.js";
import {figuresOf} from "../src/figures/index.js";
import {bookOf, type Office} from "./office.js";

/** A county: its tables say 本级 县, its exports speak of 县领导. */
const county = (metrics: string[] = []): Office => ({
  exports: {
    "社情民意.csv": [
      "流水号,标题,来源类型,收到日期,编报日期,批示级别,批示件次,批示日期",
      "R1,旧,委员,2023-02-01,2023-02-05,县委县政府主要领导,1,2023-02-20",
      "S1,甲,委员,2024-02-01,2024-02-05,县委县政府主要领导,2,2024-02-20",
      "S2,乙,委员,2024-03-01,2024-03-05,县领导,1,2024-03-20",
      "S3,丙,委员,2024-04-01,2024-04-05,市领导,1,2024-04-20",
      "S4,丁,委员,2024-05-01,2024-05-05,,,"
    ]
  },
  reference: {
    "rules.csv": ["规则,取值", "本级,县"],
    ...(metrics.length ? {"metrics.csv": ["指标,单位,来源,统计,条件,说法", ...metrics]} : {})
  }
});

let book: Book;
beforeAll(async () => {
  book = await bookOf(county(), {year: 2024}, "2024-12-31");
});

const verdicts = (text: string) => {
  const {figures, ...known} = knownTo(book);
  return checkDraft(text, figures, {year: 2024, ...known})
    .filter(({verdict}) => verdict !== "不是数据")
    .map(({text, verdict, label, computed}) => [text, verdict, label, computed]);
};

/** The words of a document, without what they are made of. */
const wordsOf = (name: string, text: string): string => {
  const {title, blocks} = story(name, text, book, figuresOf(book));
  const written = blocks.flatMap(block =>
    "runs" in block ? block.runs.map(({text}) => text) : "text" in block ? [block.text] : []
  );
  return [title, ...written].join("\n");
};

describe("an office of a county", () => {
  test("has figures in the words of its level; those in ours still mean them", () => {
    const metric = book.catalogue.byLabel("县领导批示社情民意")!;
    expect(book.value(metric.id)).toBe(2);
    expect(book.rule(metric.id)).toContain("获县委县政府主要领导或县领导批示的社情民意");
    expect(book.catalogue.byLabel("区领导批示社情民意")).toBe(metric);
    expect(book.catalogue.byLabel("市领导批示")!.label).toBe("市领导批示");
    for (const {label, rule} of book.catalogue.all.filter(({item}) => !item))
      expect(`${label}${rule}`).not.toMatch(/区(委|政府|领导)|住区/);
  });

  test("has no document that speaks of a district", async () => {
    for (const {name, text} of await templates())
      expect(wordsOf(name, text), name).not.toMatch(/区委|区政府|区领导|住区/);
    const [report] = await templates("社情民意工作报告");
    expect(wordsOf(report!.name, report!.text)).toContain("县领导");
    // What it wrote itself stays.
    expect(wordsOf("我的稿", "# 稿\n\n对口帮扶区委区政府来访,获区领导批示{{区领导批示社情民意}}。")).toContain(
      "对口帮扶区委区政府来访,获区领导批示2篇"
    );
  });

  test("has its drafts read as those of a district are, words told as it wrote them", () => {
    expect(verdicts("2024年,获县委、县政府领导批示的社情民意2篇。")).toEqual(
      verdicts("2024年,获区委、区政府领导批示的社情民意2篇。").map(([text, ...rest]) => [
        String(text).replace("区", "县"),
        ...rest
      ])
    );
    expect(verdicts("2024年,社情民意获县领导批示2篇。")[0]!.slice(1)).toEqual(["一致", "县领导批示社情民意", 2]);
    expect(verdicts("2024年,社情民意获县领导批示3篇。")[0]!.slice(1)).toEqual(["不一致", "县领导批示社情民意", 2]);
    // Another county's is not ours.
    expect(verdicts("2024年,邻县政协编报社情民意9篇。")[0]![1]).not.toBe("不一致");
  });

  test("may still change one of ours by the name that we give it, or by the one that it reads", async () => {
    for (const label of ["区领导批示社情民意", "县领导批示社情民意"]) {
      const other = await bookOf(county([`${label},件,,,,`]), {year: 2024}, "2024-12-31");
      expect(other.catalogue.byLabel(label)!.unit).toBe("件");
    }
    await expect(
      bookOf({...county(), reference: {"rules.csv": ["规则,取值", "本级,乡"]}}, {year: 2024})
    ).rejects.toThrow("「本级」不能是“乡”,应为区、县、旗之一");
  });
});
