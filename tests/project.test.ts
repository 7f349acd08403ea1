import {readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {notices} from "../.ci/notices.js";

interface Locked {
  integrity?: string;
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
}

const {packages} = JSON.parse(readFileSync("package-lock.json", "utf8")) as {packages: Record<string, Locked>};
const project = JSON.parse(readFileSync("package.json", "utf8"));

test("every package that is locked has its integrity, those of other platforms too", () => {
  const installed = Object.entries(packages).filter(([path, {inBundle}]) => path && !inBundle);
  expect(installed.filter(([, {integrity}]) => !integrity).map(([path]) => path)).toEqual([]);
  const names = new Set(installed.map(([path]) => path.replace(/^.*node_modules\//, "")));
  const optional = installed.flatMap(([, {optionalDependencies}]) => Object.keys(optionalDependencies ?? {}));
  expect(optional.filter(name => !names.has(name))).toEqual([]);
});

test("THIRD-PARTY-NOTICES names what is locked; `npm run notices` writes it", () => {
  expect(notices() === readFileSync("THIRD-PARTY-NOTICES", "utf8")).toBe(true);
});

test("the licence is the same everywhere", () => {
  expect(readFileSync("LICENSE", "utf8")).toMatch(/^MIT License\n/);
  expect(project.license).toBe("MIT");
  expect(project).not.toHaveProperty("repository");
});

test("every script is in the README, and every script that it names is there", () => {
  const readme = readFileSync("README.md", "utf8") + readFileSync("CONTRIBUTING.md", "utf8");
  const told = new Set([...readme.matchAll(/`(?:npm (?:run )?)?([a-z:]+)(?: -- [^`]*)?`/g)].map(([, name]) => name!));
  expect(Object.keys(project.scripts).filter(name => !told.has(name))).toEqual([]);
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name!);
  expect(named.filter(name => !(name in project.scripts))).toEqual([]);
});

test("what is committed for review can be read in one: no more than 1.5 MB", () => {
  const files = readdirSync("tests/output", {recursive: true, encoding: "utf8"}).map(name =>
    statSync(join("tests/output", name))
  );
  expect(files.filter(file => file.isFile()).reduce((sum, {size}) => sum + size, 0)).toBeLessThan(1_500_000);
});

test("SQL is made out of metrics in one room: nothing else takes its aggregates", () => {
  const makers = /\b(metricSql|countSql|conditionSql|formulaSql|aggregate|itemSql|listSql|monthSql|factsSql)\b/;
  const files = ["src", "loaders", "reports"].flatMap(folder =>
    readdirSync(folder, {recursive: true, encoding: "utf8"}).map(name => join(folder, name))
  );
  const code = files.filter(name => name.endsWith(".ts") && !name.startsWith(join("src", "metrics", "sql")));
  const imports = (name: string) =>
    [...readFileSync(name, "utf8").matchAll(/import [^;]*?from "[^"]*metrics\/sql\/[^"]*"/g)].join("\n");
  expect(code.length).toBeGreaterThan(300);
  expect(code.filter(name => makers.test(imports(name)))).toEqual([]);
});

test("what a page imports of our own is there", () => {
  const pages = readdirSync("src", {recursive: true, encoding: "utf8"}).filter(name => name.endsWith(".md"));
  const missing = pages.flatMap(page =>
    [...readFileSync(join("src", page), "utf8").matchAll(/^import \{([^}]+)\} from "(\.[^"]+)\.js";$/gm)].flatMap(
      ([, names, path]) => {
        const code = readFileSync(join("src", dirname(page), `${path}.ts`), "utf8");
        const exported = /^export (?:async )?(?:function|const|class) (\w+)|^export \{([^}]+)\}/gm;
        const offered = new Set(
          [...code.matchAll(exported)].flatMap(([, one, several]) => one ?? several!.split(/,\s*/))
        );
        return names!
          .split(/,\s*/)
          .filter(name => !offered.has(name.replace(/^type | as .*/g, "")))
          .map(name => `${page}: ${name}`);
      }
    )
  );
  expect(pages.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test("what Framework writes over its boxes in English, our style writes in Chinese", () => {
  const theirs = readFileSync("node_modules/@observablehq/framework/dist/style/note.css", "utf8");
  const boxes = [...theirs.matchAll(/^\.(\w+)::before \{\s*content: "[A-Za-z]+"/gm)].map(([, name]) => name);
  expect(boxes).toContain("note");
  const ours = readFileSync("src/style/text.css", "utf8");
  const lacking = boxes.filter(
    name => !new RegExp(`^\\.${name}:not\\(\\[label\\]\\)::before \\{\\s*content: "\\p{Script=Han}+"`, "mu").test(ours)
  );
  expect(lacking).toEqual([]);
});
