import {parseHTML} from "linkedom";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {trend} from "../../src/charts/index.js";
import {csvCell} from "../../src/components/download.js";
import {card, csvText, lead, select, table, tile, yearPicker} from "../../src/components/index.js";
import {chatPicture, picture} from "../../src/components/share.js";
import {lengthened, shortened} from "../../src/components/short.js";
import {captionLine} from "../../src/figures/caption.js";

const window = parseHTML("<html><body></body></html>");
const hostile = '<img src=x onerror="alert(1)">';

beforeAll(() => {
  vi.stubGlobal("document", window.document);
  vi.stubGlobal("Node", window.Node);
  vi.stubGlobal("HTMLElement", window.HTMLElement);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe("text of an export is text everywhere", () => {
  it("in tiles, tables, leads and cards", () => {
    const columns = [{key: "item", label: hostile}];
    const elements = [
      tile({label: hostile, value: hostile, unit: hostile, change: hostile, direction: "up"}),
      table({columns, rows: [{item: hostile}], label: hostile}),
      lead("全年收到", {value: hostile}),
      card({
        title: hostile,
        subtitle: hostile,
        caption: {rule: hostile, source: hostile},
        chart: options => trend([{year: 2024, value: 1, series: hostile}], {label: hostile, format: String}, options),
        table: () => ({columns, rows: [{item: hostile}]})
      })
    ];
    for (const element of elements) {
      expect(element.querySelector("img")).toBe(null);
      expect(element.textContent).toContain(hostile);
    }
  });

  it.each([
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ["+86", "+86"],
    ["+cmd", "'+cmd"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["-5.3%", "-5.3%"],
    [-5.3, "-5.3"],
    ["一,二", '"一,二"'],
    [null, ""]
  ])("in CSV: %s", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

it("a CSV begins with a BOM and ends its lines for Excel", () => {
  const columns = [
    {key: "year", label: "年度"},
    {key: "value", label: "数值"}
  ];
  expect(csvText(columns, [{year: "2024年", value: 261}])).toBe("\ufeff年度,数值\r\n2024年,261\r\n");
});

it("a card has its finding, its chart and one line beneath; rule, table and files open in place", async () => {
  const element = card({
    title: "提案连续三年增加",
    id: "trend",
    caption: {
      rule: "联名提案计一件。",
      note: "同期",
      asOf: "2024年12月31日",
      source: "提案导出",
      warning: "2022年无数据"
    },
    chart: options => trend([{year: 2024, value: 261}], {label: "提交提案", format: v => `${v}件`}, options),
    table: () => ({columns: [{key: "year", label: "年度"}], rows: [{year: 2024}]})
  });
  expect(element.querySelector("h3")?.textContent).toBe("提案连续三年增加");
  expect(element.querySelector("svg")?.getAttribute("aria-label")).toBe("提交提案");
  expect(element.querySelector(".openers > span")?.textContent).toBe("截至2024年12月31日 · 来源：提案导出");
  expect(element.querySelector(".warning")?.textContent).toBe("2022年无数据");
  const open = async (word: string) => {
    const button = [...element.querySelectorAll<HTMLElement>(".opener")].find(d => d.textContent === word)!;
    button.click();
    expect(button.getAttribute("aria-expanded")).toBe("true");
    await vi.waitFor(() => expect(element.querySelector(".opened:not([hidden])")?.childElementCount).toBe(1));
    const text = element.querySelector(".opened:not([hidden])")!;
    button.click();
    return text;
  };
  expect((await open("口径")).textContent).toBe("联名提案计一件。同期。");
  expect((await open("数据表")).textContent).toContain("2024");
  vi.stubGlobal("location", {
    origin: "http://a",
    pathname: "/proposals",
    search: "?year=2024&versus=2023&basis=session"
  });
  const shared = await open("分享");
  expect(shared.querySelector("input")?.getAttribute("value")).toBe("http://a/proposals?year=2024#trend");
  expect([...shared.querySelectorAll(".downloads button")].map(d => d.textContent)).toEqual([
    ...["发消息用的图片", "PNG", "SVG", "CSV"]
  ]);
  expect(captionLine({})).toBe("");
});

it("a filtered view has an address short enough to paste, which names the same items", () => {
  const fields = [{id: "category"}, {id: "unit"}];
  const long = `?${new URLSearchParams([
    ...[["year", "2024"] as [string, string], ["versus", "2023"] as [string, string]],
    ...["教育", "民生保障"].map((item): [string, string] => ["category", item]),
    ["unit", "区住房城乡建设委"]
  ])}`;
  const short = shortened(long, fields);
  expect(long.length).toBeGreaterThan(150);
  expect(short.length).toBeLessThan(50);
  const items: Record<string, string[]> = {
    category: ["城乡建设", "教育", "民生保障", "交通出行"],
    unit: ["区教育局", "区住房城乡建设委"]
  };
  expect(lengthened(short, field => items[field] ?? [])).toEqual({
    category: ["教育", "民生保障"],
    unit: ["区住房城乡建设委"]
  });
  expect(lengthened("?year=2024", () => [])).toBe(null);
});

it("a picture passed on by itself says finding, what is shown, date, source and in short its rule", () => {
  const card = {
    title: "提案连续三年增加,2024年达261件",
    subtitle: "提交提案,件",
    line: "截至2024年12月31日 · 来源:提案导出",
    caption: {rule: "联名提案计一件。以届次所属年度计。", note: "同期,截至10月31日"},
    chart: options => trend([{year: 2024, value: 261}], {label: "提交提案", format: v => `${v}件`}, options)
  } satisfies Parameters<typeof chatPicture>[0];
  for (const drawn of [chatPicture(card), picture(card)]) {
    for (const text of [
      ...["提案连续三年增加，2024年达261件", "提交提案，件", "截至2024年12月31日 · 来源：提案导出"],
      "口径：联名提案计一件。"
    ])
      expect(drawn).toContain(`>${text}</text>`);
    expect(drawn).toContain("<desc>口径：联名提案计一件。以届次所属年度计。同期，截至10月31日。</desc>");
  }
  expect(chatPicture(card)).toMatch(/^<svg [^>]*width="412"/);
  expect(picture({...card, caption: {}})).not.toContain("口径");
});

it("points of a chart are read one after another by the arrow keys", () => {
  const rows = [2023, 2024].map((year, i) => ({year, value: 252 + 9 * i}));
  const element = card({title: "图", chart: o => trend(rows, {label: "图", format: v => `${v}件`}, o)});
  const stage = element.querySelector(".chart")!;
  expect(stage.getAttribute("tabindex")).toBe("0");
  expect(element.querySelectorAll("svg title").length, "no second tooltip by the browser").toBe(0);
});

describe("a select", () => {
  const options = [
    {value: "a", label: "甲"},
    {value: "b", label: "乙"}
  ];

  it("has its label, and says what is chosen", () => {
    const element = select({label: "类别", options, value: "b"});
    expect(element.textContent).toContain("类别");
    expect(element.querySelector("select")).toBeTruthy();
    expect(element.tagName).toBe("LABEL");
  });

  it("of years prints 2024年", () => {
    const element = yearPicker({years: [2023, 2024]});
    expect([...element.querySelectorAll("option")].map(d => d.textContent)).toEqual(["2023年", "2024年"]);
  });

  it("of nothing is an error", () => {
    expect(() => select({label: "类别", options: []})).toThrow("invalid options of 类别: none");
  });
});

it("a table has row and column headers, and numbers at the right", () => {
  const element = table({
    columns: [
      {key: "item", label: "项目"},
      {key: "value", label: "数值"}
    ],
    rows: [
      {item: "提交", value: 261},
      {item: "立案", value: null}
    ]
  });
  expect(element.getAttribute("role")).toBe("region");
  expect([...element.querySelectorAll("th[scope=row]")].map(d => d.textContent)).toEqual(["提交", "立案"]);
  expect([...element.querySelectorAll("td.number")].map(d => d.textContent)).toEqual(["261", "—"]);
});
