import {createHash, createHmac} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {warehouse} from "../loaders/query.js";
import {run as runDiff} from "../reports/commands/diff.js";
import {run as runFreeze} from "../reports/commands/freeze.js";
import {run as runVerify} from "../reports/commands/verify.js";
import {freeze} from "../reports/freeze/freeze.js";
import {damagedFreezes, freezes, frozenOf, placeOf} from "../reports/freeze/frozen.js";
import {secret, secretPath} from "../reports/freeze/secret.js";
import {codeFiles, computing} from "../reports/freeze/state.js";
import {StaffError} from "../src/intake/problem.js";
import {FreezeOffice, saying} from "./freeze.js";

const office = new FreezeOffice();
const {data, folder, template} = office;
let place: string;
const text = (...parts: string[]) => readFileSync(join(place, ...parts), "utf8");
const verified = (...args: string[]) => saying(() => runVerify(["送审稿", "--folder", folder, ...args]));

beforeAll(async () => {
  place = await office.frozen();
});
afterAll(() => office.close());

describe("a freeze", () => {
  test("keeps the figures of every year, the documents and their text", () => {
    const figures = JSON.parse(text("figures.json")) as {label: string; year: number; value: number}[];
    expect(figures.find(figure => figure.label === "提交提案" && figure.year === 2024)?.value).toBe(261);
    expect(new Set(figures.map(({year}) => year))).toEqual(new Set([2020, 2021, 2022, 2023, 2024, 2025]));
    expect(readdirSync(join(place, "文稿"))).toEqual(
      expect.arrayContaining(["figures.json", "试稿.docx", "试稿.html"])
    );
    expect(text("文字", "试稿.txt")).toContain("收到提案261件");
    expect(text("模板", "试稿.md")).toBe(readFileSync(template, "utf8"));
  });

  test("says what it was made from", () => {
    const {manifest} = JSON.parse(`{"manifest": ${text("manifest.json")}}`);
    const names = readdirSync(office.path("exports"));
    expect(manifest.exports.map((file: {name: string}) => file.name).sort()).toEqual(names.sort());
    for (const {name, sha256} of manifest.exports)
      expect(sha256).toBe(
        createHash("sha256")
          .update(readFileSync(office.path("exports", name)))
          .digest("hex")
      );
    expect(manifest.reference.map((file: {kind: string}) => file.kind)).toContain("rules");
    expect(manifest.rules).toContainEqual({rule: "基本满意计入满意", value: "否"});
    expect(manifest).toMatchObject({year: 2024, as_of: "2025-10-31", versions: {node: process.versions.node}});
    expect(manifest.versions["@duckdb/node-api"]).toMatch(/^\d/);
    expect(manifest.code.computing).toMatch(/^[0-9a-f]{64}$/);
  });

  test("holds no name and no title of an item", async () => {
    const open = await warehouse({data});
    const people = await open.rows<{text: string}>(
      "select proposer as text from proposals where proposer is not null union select submitter from opinions where submitter like '委员%' union select title from proposals union select title from opinions"
    );
    open.close();
    const kept = readdirSync(place, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isFile() && /\.(json|parquet|txt|html|csv)$/.test(entry.name))
      .map(entry => readFileSync(join(entry.parentPath, entry.name), "utf8"))
      .join("\n");
    const long = people.map(row => row.text).filter(text => text.length > 5);
    expect(long.length).toBeGreaterThan(500);
    expect(long.filter(text => kept.includes(text))).toEqual([]);
  });

  test("keeps digests of items that nobody can make without the office's secret", async () => {
    const {key} = await secret();
    const open = await warehouse({data});
    const [row] = await open.rows<{id: string; category: string}>("select id, category from proposals limit 1");
    const [kept] = await open.rows<{keys: string[]; categories: string[]}>(
      `select list(key) as keys, list("field.category") as categories from read_parquet('${join(place, "items", "proposals.parquet")}')`
    );
    open.close();
    const hex = (kind: string, text: string) => createHash(kind).update(text).digest("hex");
    for (const kind of ["md5", "sha1", "sha256"]) {
      expect(kept!.keys).not.toContain(hex(kind, row!.id).slice(0, 16));
      expect(kept!.categories).not.toContain(hex(kind, row!.category).slice(0, 8));
    }
    const keyed = (text: string) => createHmac("sha256", key).update(text).digest("hex");
    expect(kept!.keys).toContain(keyed(row!.id).slice(0, 16));
    expect(kept!.categories).toContain(keyed(row!.category).slice(0, 8));
    const text = readFileSync(secretPath, "utf8");
    const files = readdirSync(place, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile());
    for (const file of files)
      expect(readFileSync(join(file.parentPath, file.name)).includes(text.trim().split("\n").at(-1)!)).toBe(false);
  });

  test("replaced keeps what staff put into its folder, and what they changed", async () => {
    const other = office.copy();
    const folder = join(other.folder, "送审稿");
    writeFileSync(join(folder, "领导批注.txt"), "theirs");
    writeFileSync(join(folder, "文字", "试稿.txt"), "改过");
    await freeze({name: "送审稿", year: "2024", data, folder: other.folder, template, replace: true});
    expect(readFileSync(join(folder, "领导批注.txt"), "utf8")).toBe("theirs");
    expect(readFileSync(join(folder, "文字", "试稿-改动稿.txt"), "utf8")).toBe("改过");
    expect(readFileSync(join(folder, "文字", "试稿.txt"), "utf8")).toContain("收到提案261件");
    other.close();
  });

  test("of a name that is taken is refused; one that is to replace it and fails leaves it", async () => {
    const before = text("manifest.json");
    const args = ["--year", "2024", "--name", "送审稿", "--data", data, "--folder", folder];
    await expect(runFreeze(args)).rejects.toThrow(/已有叫“送审稿”的冻结稿.*--replace/);
    const bad = join(office.root, "坏.md");
    writeFileSync(bad, "# 坏\n\n{{没有这个指标}}\n");
    await expect(runFreeze([...args, "--replace", "--template", bad])).rejects.toThrow(/坏\.md 第 3 行/);
    expect(text("manifest.json")).toBe(before);
    expect(readdirSync(folder)).toEqual(["送审稿"]);
  });

  test.each(["../送审稿", "a/b", "..", ".隐藏", "", " ", "a\\b", "a:b", "CON", "长".repeat(61)])(
    "cannot be named “%s”",
    name => {
      expect(() => placeOf(name, folder)).toThrow(/名称/);
    }
  );

  test("that is not there is named with those that are", async () => {
    await expect(frozenOf("送审", folder)).rejects.toThrow("没有叫“送审”的冻结稿,现有:送审稿。");
    await expect(frozenOf("送审稿", join(office.root, "none"))).rejects.toThrow(/还没有冻结稿.*npm run freeze/);
    expect((await freezes(folder)).map(({manifest}) => manifest.name)).toEqual(["送审稿"]);
  });
});

describe("verify", () => {
  test("confirms that nothing differs", async () => {
    const {code, said} = await verified();
    expect(said).toContain("核对通过：「送审稿」的数据和文稿与重算的完全相同。");
    expect(said).not.toContain("  不同  ");
    expect(code).toBe(0);
  });

  test("says which file, figure and document differ", async () => {
    const other = office.copy();
    other.dropOpinion();
    writeFileSync(join(place, "文字", "试稿.txt"), "改过");
    const {code, said} = await verified("--data", other.data);
    other.close();
    writeFileSync(join(place, "文字", "试稿.txt"), "");
    expect(code).toBe(1);
    expect(said).toContain("文字/试稿.txt：内容已改动");
    expect(said).toContain("社情民意_2024.csv：内容已改动");
    expect(said).toContain("2024年收到社情民意：146篇 → 145篇");
    expect(said).toContain("试稿.docx：内容已改动");
    expect(said).toMatch(/不同的有：留存的文件、导出文件、数值、文稿。/);
    expect(existsSync(join(place, "manifest.json"))).toBe(true);
  });
});

describe("a damaged freeze", () => {
  const items = "items/proposals.parquet";
  test.each<[string, string | null]>([
    ["tables.json", null],
    ["tables.json", "[]"],
    ["tables.json", "null"],
    ["tables.json", "{"],
    ["figures.json", "{}"],
    ["manifest.json", "{"],
    ["manifest.json", "null"],
    ["manifest.json", '{"format":1,"name":"送审稿"}'],
    [items, null],
    [items, "PAR1"]
  ])("names %s (%s), and advises a copy, never --replace", async (file, content) => {
    const path = join(place, file);
    const whole = readFileSync(path);
    if (content === null) rmSync(path);
    else writeFileSync(path, content);
    for (const run of [runVerify, runDiff]) {
      const failed = await run(["送审稿", "--folder", folder]).then(String, error => error);
      expect(failed).toBeInstanceOf(StaffError);
      expect(failed.message).toContain(path);
      expect(failed.message).toMatch(/冻结稿“送审稿”不完整.*从备份中找回.*不要用 --replace/);
    }
    writeFileSync(path, whole);
  });
  test("is named among the others and skipped; a folder of staff is none", async () => {
    const path = join(place, "manifest.json");
    const whole = readFileSync(path);
    writeFileSync(path, "{");
    mkdirSync(join(folder, "往来函件"));
    expect(await freezes(folder)).toEqual([]);
    const [only, ...more] = await damagedFreezes(folder);
    expect(more).toEqual([]);
    expect(only).toMatchObject({name: "送审稿", fault: expect.stringMatching(/送审稿.*manifest\.json.*备份/)});
    rmdirSync(join(folder, "往来函件"));
    writeFileSync(path, whole);
  });
  test("whose items are gone as a whole says so", async () => {
    renameSync(join(place, "items"), join(office.root, "items"));
    await expect(runDiff(["送审稿", "--folder", folder])).rejects.toThrow(/items.*没有了/);
    renameSync(join(office.root, "items"), join(place, "items"));
  });
});

test("the code that a freeze keeps is all that computing needs", async () => {
  for (const path of await codeFiles(computing)) {
    if (!path.endsWith(".ts")) continue;
    for (const [, from] of readFileSync(path, "utf8").matchAll(/from "(\.[^"]+)"/g)) {
      const needed = join(dirname(path), from!);
      expect(
        computing.some(folder => needed.startsWith(`${folder}/`)),
        `${path} → ${needed}`
      ).toBe(true);
    }
  }
});
