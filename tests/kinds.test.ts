import {readdirSync, readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {kinds} from "../src/kinds/index.js";
import {kind} from "../src/kinds/kind.js";
import {proposals} from "../src/kinds/proposals.js";
import {dimensions} from "../src/metrics/dimensions.js";
import {catalogue} from "./catalogue.js";

const declared = (sql: string) => () =>
  kind("made_up", proposals.fields, {...proposals, people: [], derived: {fact: {...fact, sql}}});
const fact = {label: "一项", type: "flag" as const, of: ["review"]};

test("a fact that compares a field with a word that is no code of it is refused", () => {
  expect(declared("review = 'filed'")).not.toThrow();
  expect(declared("coalesce(review, 'filed') in ('merged', 'filed')")).not.toThrow();
  expect(declared("coalesce(review = 'fled', false)")).toThrow("no code fled of review");
  expect(declared("coalesce(review, 'file') = 'filed'")).toThrow("no code file of review");
  expect(declared("rating in ('satisfied', 'basics')")).toThrow("no code basics of rating");
  expect(declared("rating not in ('nobody')")).toThrow("no code nobody of rating");
});

test.each(["items-?", "items-?-dates", "rows-?", "views-?", "pivot-?", "?-by", "?-cube"])(
  "%s is one statement, but for the kind of which it is",
  name => {
    const itemed = kinds.filter(({items, internal}) => items !== undefined && !internal);
    const told = itemed.map(kind => {
      const sql = readFileSync(`src/datasets/${name.replace("?", kind.name)}.arrow.sql`, "utf8");
      const basis = new RegExp(`basis = '${kind.basis}'`);
      return sql
        .replace(/^--.*\n/, "")
        .replaceAll(kind.name, "?")
        .replace(basis, "basis = its own");
    });
    expect(itemed.length).toBeGreaterThan(5);
    expect([...new Set(told)]).toHaveLength(1);
  }
);

/** Texts in the statements of datasets, staging and checks: no code of a kind stands there but by its declaration. */
const statements = ["src/datasets", "loaders"].flatMap(folder =>
  readdirSync(folder, {recursive: true, encoding: "utf8"})
    .filter(name => name.endsWith(".sql"))
    .map(name => `${folder}/${name}`)
);

test.each(statements)("%s names metrics that there are, and neither codes nor dimensions", path => {
  const texts = [...readFileSync(path, "utf8").matchAll(/'([^']*)'/g)].map(([, text]) => text!);
  const metrics = texts.filter(text => kinds.some(({name}) => text.startsWith(`${name}.`) && text !== `${name}.`));
  expect(metrics.filter(id => !catalogue.has(id))).toEqual([]);
  const codes = kinds.flatMap(({fields}) => Object.values(fields).flatMap(({values = {}}) => Object.keys(values)));
  expect(texts.filter(text => codes.includes(text) || dimensions.some(({id}) => id === text))).toEqual([]);
});
