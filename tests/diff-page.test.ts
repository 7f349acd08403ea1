import {parseHTML} from "linkedom";
import {afterAll, beforeAll, expect, test, vi} from "vitest";
import {
  changedFigures,
  changedInputs,
  changedItems,
  changedSentences,
  type Version,
  versionInput,
  versionLead
} from "../src/components/versions.js";

const {document, HTMLElement, Node} = parseHTML("<html><body></body></html>");

beforeAll(() => {
  vi.stubGlobal("document", document);
  vi.stubGlobal("Node", Node);
  vi.stubGlobal("HTMLElement", HTMLElement);
  vi.stubGlobal("location", {search: "?frozen=初稿"});
});
afterAll(() => {
  vi.unstubAllGlobals();
});

const side = {name: "送审稿", year: 2024, as_of: "2025-10-31", sample: true};
const version: Version = {
  before: side,
  after: {...side, name: "现在"},
  figures: [
    {
      metric: "opinions.received",
      label: "收到社情民意",
      unit: "篇",
      year: 2024,
      before: "146篇",
      after: "145篇",
      difference: -1,
      words: "−1篇",
      printedBefore: "140余篇",
      printedAfter: "140余篇",
      causes: ["输入"]
    }
  ],
  compared: 470,
  files: [{name: "社情民意_2024.csv", kind: "社情民意", status: "有改动", added: 0, removed: 1, changed: 0}],
  settings: [{what: "口径:基本满意计入满意", before: "否", after: "是"}],
  programs: [],
  sentences: [{template: "一页通", before: "收到社情民意146篇。", after: "收到社情民意145篇。", edited: false}],
  uncompared: [],
  notes: []
};
const text = (element: Element) => element.textContent;

test("the page tells the changed figures with the reason, and the sentences with the numbers set off", () => {
  expect(text(versionLead(version))).toContain("2024年有1个数字不同，文稿有1处读法不同，输入文件有1个变动。");
  const row = changedFigures(version).querySelector("tbody tr")!;
  expect([...row.children].map(text)).toEqual(["收到社情民意", "2024年", "146篇", "145篇", "−1篇", "不变", "输入"]);
  const page = "./metric.html?metric=opinions.received&year=2024";
  expect([...row.querySelectorAll("a")].map(link => [text(link), link.getAttribute("href")])).toEqual([
    ["146篇", page],
    ["145篇", page],
    ["−1篇", page]
  ]);
  expect([...changedSentences(version).querySelectorAll("strong")].map(text)).toEqual(["146", "145"]);
  expect(text(changedInputs(version))).toContain("有改动，条目移除1");
  expect(text(changedInputs(version))).toContain("否 → 是");
  expect(changedItems(version)).toBeNull();
});

test("items stand in the analyst edition only, as text", () => {
  const hostile = "<img src=x>";
  const item = {kind: "社情民意", status: "有改动", file: hostile, year: 2024, number: null, title: hostile} as const;
  const section = changedItems({...version, items: [{...item, columns: ["类别"]}]})!;
  expect(section.querySelector("img")).toBeNull();
  expect(text(section)).toContain(hostile);
});

test("no difference, no freeze and one that cannot be compared are said", () => {
  const same: Version = {...version, figures: [], sentences: [], files: [], settings: []};
  expect(text(versionLead(same))).toContain("没有不同：470个数字和文稿的每一句都一样。");
  expect(text(changedFigures(same))).toContain("没有变化");
  expect(text(changedInputs(same))).toContain("都与冻结时相同");
  expect(text(versionLead(null))).toContain("还没有冻结稿");
  expect(versionInput([]).value).toBeNull();
  expect(text(versionLead({name: "初稿", fault: "读不出"}))).toContain("「初稿」不能比较：读不出");
});

test("the address says which freeze is shown", () => {
  const other: Version = {...version, before: {...side, name: "初稿"}};
  expect(versionInput([version, other]).value).toBe(other);
});
