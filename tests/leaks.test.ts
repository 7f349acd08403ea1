import {mkdirSync, writeFileSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {filesBelow as files, texts} from "./files.js";
import {runHere} from "./here.js";
import {House} from "./house.js";

/** What reaches a person, in the guises that staff write it in. */
const secrets = [
  "13912345678",
  "139-1234-5679",
  "110101199003077775",
  "11010119900307777X",
  "110101900307778",
  "some.one@example.com",
  "zhang_san88",
  "88912345"
];
const folder = "张三报来的";
const all = `电话${secrets[0]}、${secrets[1]},证件${secrets[2]}、${secrets[3]}、${secrets[4]},${secrets[5]},微信:${secrets[6]},QQ:${secrets[7]}`;
/** Of a member, and of one who stands in no roster: only the record of the analysts' own page has the first. */
const member = "委字七七〇〇一";
/** What the member's year comes to, and its grade. */
const score = "7319.75";
const grade = "鹭字等次";
const people = ["欧阳测试", member, score, grade];
const forbidden = [...secrets, "13912345679", folder, "司马测试", "编外九九八"];

const row = (...cells: string[]) => `${cells.map(cell => `"${cell}"`).join(",")}\n`;
const house = new House("leaks");

beforeAll(async () => {
  house.useLittle();
  await house.useShell();
  const to = (name: string, text: string) => writeFileSync(house.path("data/exports", folder, name), text);
  mkdirSync(house.path("data/exports", folder));
  const proposal = (n: string, title: string, category: string, unit: string, day: string) =>
    row(n, title, "委员个人", "欧阳测试", category, unit, category, day, "立案", unit, "满意", day);
  to(
    `提案${secrets[0]}.csv`,
    row(
      ...["提案编号", "案由", "提案者类型", "第一提案人", "界别", "党派", "类别", "提交日期", "审查结果"],
      ...[`主办单位(联系${secrets[0]})`, "委员意见", `交办日期`]
    ) +
      proposal("0001", `关于甲的建议(${all})`, `教育(${all})`, `区教育局(${all})`, "2024-01-14") +
      proposal("0002", "关于乙的建议", `教育(${all})`, `区教育局(${all})`, "2024-01-14") +
      proposal("0003", "关于丙的建议", "教育", `${secrets[0]}`, "2023-01-10")
  );
  to(
    `活动_${secrets[5]}.csv`,
    row(
      "活动编号",
      "活动名称",
      "活动类型",
      "活动日期",
      "承办部门",
      "成果类型",
      "党派团体",
      "参加人次",
      `备注${secrets[2]}`
    ) +
      row("H1", `视察${all}`, `视察(${all})`, "2024-03-05", `提案委(${all})`, `报告${all}`, `民盟${all}`, "12", all) +
      row("H2", `视察${all}`, "视察", "2023-03-05", `提案委(${all})`, "", "", "12", "")
  );
  to(
    `社情民意 微信:${secrets[6]}.csv`,
    row("编号", "标题", "来源类型", "提交者", "界别", "类别", "提交日期", "报送去向", "采用层级", "办理单位") +
      row(
        "1",
        `反映${all}`,
        "委员",
        "欧阳测试",
        `界${all}`,
        `类${all}`,
        "2024-03-01",
        `报${all}`,
        `层${all}`,
        `局${all}`
      )
  );
  to(
    `台账${secrets[3]}.csv`,
    row("指标", "年度", "数值", "单位", "口径", "来源", "填报人") +
      row(`走访企业(${all})`, "2024", "7", `家(${all})`, `口径${all}`, `来源${all}`, "欧阳测试") +
      row("欧阳测试工作室接待", "2024", "5", "人次", "欧阳测试统计", "", "") +
      row(`走访企业(${all})`, "2023", "5", `家(${all})`, `口径${all}`, `来源${all}`, "欧阳测试")
  );
  writeFileSync(
    house.path("data/reference/points.csv"),
    row("事项", "条件", "分值", "上限") +
      row("基础分", "", "7319.25", "") +
      row("出席", "", "0.5", "") +
      row("等次", grade, "7000", "")
  );
  const table = (name: string, ...lines: string[]) =>
    writeFileSync(house.path("data/reference", name), `${lines.join("\n")}\n`);
  table("targets.csv", "年度,指标,目标,比较", "2024,欧阳测试工作室接待,4,以上");
  table("notes.csv", "图表或指标,年度,文字", "欧阳测试工作室接待,2024,欧阳测试调休");
  table("charts.csv", "图表,形状,指标,页面,标题", "欧阳测试工作室,走势,欧阳测试工作室接待,概览,欧阳测试的工作室");
  table("rule_changes.csv", "指标,自年度,说明", "欧阳测试工作室接待,2024,欧阳测试提出");
  table(
    "metrics.csv",
    "指标,单位,来源,统计,口径",
    "工作室接待每件提案,人次,指标,欧阳测试工作室接待 ÷ 提交提案,由欧阳测试核对。"
  );
  to("委员名册.csv", row("委员编号", "姓名", "任职日期") + row(member, "欧阳测试", "2022-01-01"));
  to(
    "出席记录.csv",
    row("名称", "日期", "委员编号", "姓名", "出席情况") +
      row("全体会议", "2024-01-15", member, "欧阳测试", "出席") +
      row("全体会议", "2024-01-15", "编外九九八", "司马测试", "出席")
  );
  writeFileSync(house.path("草稿.txt"), "2024年,提交提案3件,立案2件。\n");
  for (const args of [
    ["reports/commands/build.ts", "--filters"],
    ["reports/commands/build.ts", "--edition", "analyst", "--output", "analyst"],
    ["reports/commands/report.ts", "--year", "2024"],
    ["reports/commands/freeze.ts", "--year", "2024", "--name", "送审稿"],
    ["reports/commands/deliver.ts", "--place", "甲区", "--out", "bundle"],
    ["reports/commands/members.ts", "--year", "2024", "--out", "kept"]
  ]) {
    // Text in a PDF is packed and cannot be looked for: none is printed.
    const said = await runHere(house, args, {CHROMIUM: "/bin/false"});
    expect([args[0], said.code, said.stderr.match(/^\s+at .*/m)?.[0]]).toEqual([args[0], 0, undefined]);
  }
  // Something changes after the freeze, so that the comparison has a list of it.
  to(
    `台账${secrets[3]}.csv`,
    row("指标", "年度", "数值", "单位", "口径", "来源", "填报人") +
      row(`走访企业(${all})`, "2024", "9", `家(${all})`, `口径${all}`, `来源${all}`, "欧阳测试") +
      row("欧阳测试工作室接待", "2024", "5", "人次", "欧阳测试统计", "", "")
  );
  const diff = await runHere(house, ["reports/commands/diff.ts", "送审稿", "--edition", "analyst", "--out", "diff"]);
  writeFileSync(house.path("diff/said.txt"), diff.stdout);
  const check = await runHere(house, ["reports/check.ts", "草稿.txt", "--year", "2024", "--out", "checked"]);
  writeFileSync(house.path("checked/said.txt"), check.stdout);
});
afterAll(() => house.close());

test.each(["dist", "analyst", "reports/out/2024", "reports/frozen", "bundle", "diff", "checked"])(
  "%s holds nothing that reaches a person, no folder of an export and no name",
  place => {
    const paths = files(house.path(place));
    expect(paths.length).toBeGreaterThan(place === "bundle" ? 0 : 1);
    for (const path of paths) {
      const text = `${path.slice(house.folder.length)}\n${texts(path)}`;
      const own = place === "analyst" && /members-\w+\.\w+\.arrow$/.test(path);
      // The office's table of points, kept as it stood, is a rule: what grades there are, not who has one.
      const names = path.endsWith(" points.csv") ? people.filter(word => word !== grade) : people;
      for (const word of own ? forbidden : [...forbidden, ...names])
        expect(text.includes(word), `${word} in ${path}`).toBe(false);
    }
  }
);

test("a member's name, number, points and grade stand in the documents of the office alone and on the analysts' own page", () => {
  const own = files(house.path("kept")).map(texts).join("\n");
  const page = files(house.path("analyst"))
    .filter(path => /members-\w+\.\w+\.arrow$/.test(path))
    .map(texts)
    .join("\n");
  for (const word of people) expect([word, own.includes(word), page.includes(word)]).toEqual([word, true, true]);
});

test("what was planted is there, masked: categories, units, notes, headers, file names", () => {
  const found = files(house.path("analyst")).map(texts).join("\n");
  for (const word of [
    "教育(电话〔电话〕",
    "走访企业(电话〔电话〕",
    "来源电话〔电话〕",
    "备注〔证件号〕",
    "提案〔电话〕.csv"
  ])
    expect(found).toContain(word);
});

test("the office is told of each, without what it says", async () => {
  const {stdout} = await runHere(house, ["reports/commands/ingest.ts"]);
  expect(stdout).toContain("内容里有电话、证件号、邮箱或微信号，已隐去");
  for (const word of secrets.slice(2))
    expect(stdout.split("\n").filter(line => line.includes(word) && !line.includes(".csv"))).toEqual([]);
});
