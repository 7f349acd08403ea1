import {readFile} from "node:fs/promises";
import {basename} from "node:path";
import type {Expression, Node, ObjectExpression, Property, SpreadElement} from "acorn";
import {full} from "acorn-walk";
import {type Plugin, transform} from "esbuild";
import {kinds} from "../../src/kinds/index.js";
import {type Edit, edited, parsed} from "./edit.js";

/** What of a declaration only matters to who reads exports or asks the warehouse, and what stands there for a page. */
const unshown: Readonly<Record<string, string>> = {
  needs: "[]",
  key: "[]",
  oneOf: "[]",
  speaks: "[]",
  identity: "{keys: [], title: []}",
  derivations: "[]",
  never: "{}",
  people: "[]"
};

/**
 * Leaves out of the pages' bundles what of a kind's declaration no page shows: further spellings of headers and codes,
 * what makes two records one, the SQL of what follows. Pages read no exports, their workers do, which have all of it.
 */
export const shownKinds: Plugin = {
  name: "shown kinds",
  setup({onLoad}) {
    const names = new Set<string>(kinds.map(({name}) => name));
    onLoad({filter: /[\\/]src[\\/]kinds[\\/]\w+\.ts$/}, async ({path}) => {
      if (!names.has(basename(path, ".ts"))) return undefined;
      const {code} = await transform(await readFile(path, "utf8"), {loader: "ts", charset: "utf8"});
      return {contents: shownOf(code), loader: "js"};
    });
  }
};

/** The module of a kind with what pages show of it. */
export function shownOf(code: string): string {
  const edits: Edit[] = [];
  const instead = (node: Node, text: string) => edits.push({start: node.start, end: node.end, text});
  // Of spellings the first, which is the label.
  const first = (spellings: Node) => {
    const {type, elements = []} = spellings as Node & {elements?: (Node | null)[]};
    const [label] = elements;
    if (type === "ArrayExpression" && label) instead(spellings, `[${code.slice(label.start, label.end)}]`);
  };
  full(parsed(code), node => {
    const {type, callee, arguments: given = []} = node as Node & {callee?: Node; arguments?: Expression[]};
    if (type !== "CallExpression" || (callee as {name?: string}).name !== "kind") return;
    const [, fields, entry] = given;
    for (const [, field] of propertiesOf(fields))
      for (const [name, value] of propertiesOf(field)) {
        if (name === "names") first(value);
        if (name === "values") for (const [, spellings] of propertiesOf(value)) first(spellings);
      }
    for (const [name, value] of propertiesOf(entry)) {
      if (Object.hasOwn(unshown, name)) instead(value, unshown[name]!);
      if (name !== "derived") continue;
      for (const [, fact] of propertiesOf(value))
        for (const [part, sql] of propertiesOf(fact)) if (part === "sql") instead(sql, '""');
    }
  });
  return edited(code, edits);
}

const propertiesOf = (node: Node | undefined): [name: string, value: Node][] =>
  node?.type === "ObjectExpression"
    ? (node as ObjectExpression).properties.filter(isProperty).map(({key, value}) => [nameOf(key), value])
    : [];

const isProperty = (each: Property | SpreadElement): each is Property => each.type === "Property";
const nameOf = (key: Node): string => {
  const {name, value} = key as {name?: string; value?: unknown};
  return name ?? String(value);
};
