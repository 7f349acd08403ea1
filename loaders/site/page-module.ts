import type {AnyNode, CallExpression, ImportExpression, Pattern, Program, Statement} from "acorn";
import {type Edit, edited, literal, parsed} from "./edit.js";

/** A file that a page may ask for by FileAttachment, as Framework registers it. */
export interface RegisteredFile {
  name: string;
  path: string;
  mimeType?: string;
  size?: number;
}

/** Where the files of a page stand in its HTML: data, so that the modules stay the same whatever the data are. */
export const filesElement = "page-files";

/**
 * The script of a built page as a module that can be bundled: what its cells import is imported by name at the top, so
 * that a bundler sees what is used; the files it registers are taken out, to be read from the page.
 */
export function pageModule(source: string): {code: string; files: RegisteredFile[]} {
  const program = parsed(source);
  const edits: Edit[] = [];
  const heads: string[] = [];
  const files = registered(program, source, edits);
  for (const body of cells(program)) {
    const [first] = body;
    if (first?.type !== "VariableDeclaration") continue;
    for (const {id, init} of first.declarations)
      for (const [pattern, node] of imports(id, init)) edits.push(statically(node, pattern, heads));
  }
  return {code: [...heads, edited(source, edits)].join("\n"), files};
}

function registered(program: Program, source: string, edits: Edit[]): RegisteredFile[] {
  const calls = program.body.filter(
    statement => statement.type === "ExpressionStatement" && callOf(statement)?.callee.name === "registerFile"
  );
  const files = calls.map((statement, i) => {
    const [name, info] = callOf(statement)!.arguments;
    const reading = `for (const file of JSON.parse(document.getElementById(${JSON.stringify(filesElement)}).textContent)) registerFile(file.name, file);`;
    edits.push({start: statement.start, end: statement.end, text: i === 0 ? reading : ""});
    const {path, mimeType, size} = JSON.parse(source.slice(info!.start, info!.end));
    return {name: literal(name)!, path, mimeType, size};
  });
  return files;
}

/** The statements of each cell of a page. */
function* cells(program: Program): Generator<Statement[]> {
  for (const statement of program.body) {
    const call = callOf(statement);
    const [cell] = call?.callee.name === "define" ? call.arguments : [];
    for (const property of cell?.type === "ObjectExpression" ? cell.properties : []) {
      if (property.type !== "Property" || property.value.type !== "ArrowFunctionExpression") continue;
      const {body} = property.value;
      if (body.type === "BlockStatement") yield body.body;
    }
  }
}

type Call = CallExpression & {callee: {name?: string}};

const callOf = (statement: AnyNode): Call | null =>
  statement.type === "ExpressionStatement" && statement.expression.type === "CallExpression"
    ? (statement.expression as Call)
    : null;

/** `const {a} = await import("x")` and `const [{a}, b] = await Promise.all([import("x"), import("y")])`. */
function* imports(id: Pattern, init: AnyNode | null | undefined): Generator<[Pattern, ImportExpression]> {
  const awaited = init?.type === "AwaitExpression" ? init.argument : null;
  if (awaited?.type === "ImportExpression") yield [id, awaited];
  if (awaited?.type !== "CallExpression" || id.type !== "ArrayPattern") return;
  const [list] = awaited.arguments;
  if (list?.type !== "ArrayExpression") return;
  for (const [i, element] of list.elements.entries())
    if (element?.type === "ImportExpression") yield [id.elements[i]!, element];
}

function statically(node: ImportExpression, pattern: Pattern, heads: string[]): Edit {
  const from = literal(node.source);
  const same: Edit = {start: node.start, end: node.end, text: ""};
  const own = `$import${heads.length}`;
  if (from === null) return {...same, end: node.start};
  if (pattern.type !== "ObjectPattern") {
    heads.push(`import * as ${own} from ${JSON.stringify(from)};`);
    return {...same, text: own};
  }
  const names = pattern.properties.flatMap(property =>
    property.type === "Property" && property.key.type === "Identifier" ? [property.key.name] : []
  );
  heads.push(`import {${names.map(name => `${name} as ${own}_${name}`).join(", ")}} from ${JSON.stringify(from)};`);
  return {...same, text: `{${names.map(name => `${name}: ${own}_${name}`).join(", ")}}`};
}
