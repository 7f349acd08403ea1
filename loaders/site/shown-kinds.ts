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

/** The same of each entry of a list. */
const unshownOf: Readonly<Record<string, readonly string[]>> = {known: ["by", "undated"], rules: ["note"]};

/** What pages know of a field. */
const shownOfField = new Set(["type", "names", "values", "personal", "contact"]);

/**
 * Leaves out of the pages' bundles what of a kind's declaration no page shows: further spellings of headers and codes,
 * how columns are read, what makes two records one, the SQL of what follows. Pages read no exports, their workers do,
 * which have all of it.
 */
export const shownKinds: Plugin = {
  name: "shown kinds",
  setup({onLoad}) {
    const names = new Set<string>(kinds.map(({name}) => name));
    // Whether declarations hold together was looked at before pages are made of them.
    onLoad({filter: /[\\/]src[\\/]kinds[\\/]check-kind\.ts$/}, () => ({
      contents: "export const checkKind = () => {};"
    }));
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
  full(parsed(code), node => {
    const {type, callee, arguments: given = []} = node as Node & {callee?: Node; arguments?: Expression[]};
    if (type !== "CallExpression" || (callee as {name?: string}).name !== "kind") return;
    const [, fields, entry] = given;
    const shown = [
      ...propertiesOf(fields).map(([, field]) => [field, shownField(code, field)] as const),
      ...propertiesOf(entry).map(([name, value]) => [value, shownEntry(code, name, value)] as const)
    ];
    for (const [{start, end}, text] of shown) edits.push({start, end, text});
  });
  return edited(code, edits);
}

const said = (code: string, {start, end}: Node) => code.slice(start, end);

/** An object with other values, those left out for which there is none; what is no written object stays. */
function rewritten(code: string, node: Node, textOf: (name: string, value: Node) => string | null): string {
  if (node.type !== "ObjectExpression") return said(code, node);
  const parts = (node as ObjectExpression).properties.flatMap(property => {
    if (!isProperty(property)) return said(code, property);
    const text = textOf(nameOf(property.key), property.value);
    return text === null ? [] : `${said(code, property.key)}: ${text}`;
  });
  return `{${parts.join(", ")}}`;
}

const shownField = (code: string, field: Node): string =>
  rewritten(code, field, (name, value) => {
    if (!shownOfField.has(name)) return null;
    if (name === "names") return label(code, value);
    return name === "values" ? rewritten(code, value, (_, spellings) => label(code, spellings)) : said(code, value);
  });

/** Of spellings the first, which is the label. */
function label(code: string, spellings: Node): string {
  const [first] = elementsOf(spellings);
  return first ? `[${said(code, first)}]` : said(code, spellings);
}

function shownEntry(code: string, name: string, value: Node): string {
  if (Object.hasOwn(unshown, name)) return unshown[name]!;
  if (name === "derived")
    return rewritten(code, value, (_, fact) =>
      rewritten(code, fact, (part, text) => (part === "sql" ? null : said(code, text)))
    );
  const dropped = unshownOf[name];
  if (!dropped) return said(code, value);
  const rules = elementsOf(value).filter(
    // Of when something is known only what is said of it.
    rule => name !== "known" || rule.type !== "ObjectExpression" || propertiesOf(rule).some(([part]) => part === "said")
  );
  return `[${rules.map(rule => rewritten(code, rule, (part, text) => (dropped.includes(part) ? null : said(code, text))))}]`;
}

const elementsOf = (node: Node): Node[] =>
  node.type === "ArrayExpression"
    ? (node as Node & {elements: (Node | null)[]}).elements.filter(element => element !== null)
    : [];

/** The properties of an object that is written out; none of another expression. */
const propertiesOf = (node: Node | undefined): [name: string, value: Node][] =>
  node?.type === "ObjectExpression"
    ? (node as ObjectExpression).properties.filter(isProperty).map(({key, value}) => [nameOf(key), value])
    : [];

const isProperty = (each: Property | SpreadElement): each is Property => each.type === "Property";
const nameOf = (key: Node): string => {
  const {name, value} = key as {name?: string; value?: unknown};
  return name ?? String(value);
};
