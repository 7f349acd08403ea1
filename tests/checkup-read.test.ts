import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {readReference} from "../loaders/ingest/reference.js";
import {checkups, type ReferenceRow, verdict} from "../src/components/checkup-read.js";
import {listed} from "../src/components/problem-list.js";
import {ingestCase} from "./intake/read-case.js";
import {sample} from "./sample.js";

const checkup = async (...asked: Parameters<typeof checkups>) => (await checkups(...asked))[0]!;
const shared = "tests/intake/reference";
const open = await sample();
const reference = await open.dataset<ReferenceRow>("reference");
open.close();
const read = (path: string) => checkup(path.slice(path.lastIndexOf("/") + 1), readFileSync(path), reference);

const {tables} = await readReference(
  readdirSync(shared).map(name => ({name, path: join(shared, name), bytes: 0, sha256: ""}))
);

const filesOf = (folder: string) =>
  readdirSync(folder).filter(name => name !== "expected.json" && name !== "reference");

describe("the page counts and tells as the warehouse does", () => {
  const own: ReferenceRow[] = [...tables].flatMap(([kind, {records}]) =>
    records.map(({values}) => ({kind, row: JSON.stringify(values)}))
  );
  const folders = ["tests/data", "tests/cases/exports"].flatMap(parent =>
    readdirSync(parent, {withFileTypes: true})
      .filter(entry => entry.isDirectory())
      .map(({name}) => join(parent, name, parent.endsWith("exports") ? "exports" : ""))
      .filter(folder => filesOf(folder).length === 1 && !readdirSync(folder).includes("reference"))
  );
  test.each(folders)("%s", async folder => {
    const [name] = filesOf(folder);
    const found = await checkup(name!, readFileSync(join(folder, name!)), own);
    const [expected] = await ingestCase(folder);
    const {kind, encoding, refused, records, accepted, quarantined, duplicates, warnings} = found;
    expect(bare({kind, encoding, refused, records, accepted, quarantined, duplicates, warnings})).toEqual(
      bare({...expected!})
    );
    expect(told(found.lines)).toEqual(told(listed({...expected!, name: name!})));
  });
});

test("rows of one activity: what they say differently is told with both values, attendances of 1 are summed", async () => {
  const text = `活动编号,活动名称,活动类型,开始日期,承办部门,参加人次,是否年度计划,服务人次,场次
1,甲,调研,2024-03-05,提案委,1,是,30,
1,甲,视察,2024-03-05,提案委,1,否,30,
1,甲,调研,2024-03-05,,1,,31,
`;
  const found = await checkup("活动.csv", new TextEncoder().encode(text), reference);
  expect(found).toMatchObject({accepted: 1, duplicates: 2, warnings: 3, errors: 0});
  expect(found.lines.map(({line, column, what}) => [line, column, what])).toEqual([
    [2, "活动类型", "第2、3、4行是同一条，「活动类型」却不一致：调研、视察"],
    [2, "是否年度计划", "第2、3行是同一条，「是否年度计划」却不一致：是、否"],
    [2, "服务人次", "第2、3、4行是同一条，「服务人次」却不一致：30、31"]
  ]);
  const [columns, [row]] = [found.preview.columns, found.preview.rows];
  expect(row![columns.indexOf("参加人次")]).toBe("3");
});

test("a good file may be handed over, with the years it counts in", async () => {
  const found = await read("data/sample/exports/社情民意_2024.csv");
  expect(found).toMatchObject({kind: "opinions", encoding: "UTF-8", errors: 0, years: [{year: 2024, count: 146}]});
  expect(verdict(found)).toBe("146行中计入146条。没有发现问题,可以交。");
});

test("a row that does not count is named with line, column and remedy", async () => {
  const found = await read("data/sample/exports/社情民意_2020-2021.csv");
  expect(verdict(found)).toBe("210行中计入209条,没有采用1行。有1处要改正。");
  expect(found.lines[0]).toMatchObject({line: 138, column: "收到日期", found: "2021.13.5", fate: "没有采用"});
});

test("nothing that is told names a person or shows contact data", async () => {
  const text =
    "提案编号,届次,案由,第一提案人,联名人,手机,提交日期\n0001,十一届三次,甲,欧阳某某,司马某某,13800001234,2024-13-99\n0002,十一届三次,乙,欧阳某某,司马某某,13800001234,2024-01-10\n";
  const told = JSON.stringify(await checkup("提案.csv", new TextEncoder().encode(text), reference));
  for (const personal of ["欧阳", "司马", "13800001234"]) expect(told).not.toContain(personal);
  const headless = JSON.stringify(
    (await checkup("提案.csv", new TextEncoder().encode("欧阳某某,13800001234\n司马某某,1\n"), reference)).lines
  );
  for (const personal of ["欧阳", "司马", "13800001234"]) expect(headless).not.toContain(personal);
});

/** What is told, whatever the order. */
const told = (lines: readonly object[]) => lines.map(line => JSON.stringify(line)).sort();

const keys = ["kind", "encoding", "refused", "records", "accepted", "quarantined", "duplicates", "warnings"];

/** What both say, without what is null or zero. */
function bare(row: Record<string, unknown>) {
  return Object.fromEntries(keys.filter(key => row[key]).map(key => [key, row[key]]));
}
