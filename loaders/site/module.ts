import {posix} from "node:path";
import {simple} from "acorn-walk";
import {type Edit, edited, literal, parsed} from "./edit.js";

/** The folder of the site that all bundled modules lie in, none deeper. */
export const modules = "_import";

/**
 * A module of Framework's output, as it may be moved into `modules`: what it addresses relative to itself is addressed
 * from there, and files of data by name alone, as the page registers them. `at` is its path in the site; `placed`
 * gives where a module that it starts (a worker) lies now.
 */
export function moved(source: string, at: string, placed: ReadonlyMap<string, string> = new Map()): string {
  if (!source.includes("import.meta")) return source;
  const edits: Edit[] = [];
  const absolute = (path: string) => posix.join(posix.dirname(at), path);
  simple(parsed(source), {
    CallExpression(node) {
      const {callee} = node;
      const [first] = node.arguments;
      if (isResolve(callee)) {
        const path = literal(first);
        if (path?.startsWith("."))
          edits.push({start: node.start, end: node.end, text: addressed(absolute(path), placed)});
      } else if (
        callee.type === "Identifier" &&
        callee.name === "FileAttachment" &&
        first?.type === "ObjectExpression"
      ) {
        const {name} = JSON.parse(source.slice(first.start, first.end)) as {name: string};
        edits.push({start: first.start, end: first.end, text: JSON.stringify(`../${absolute(name)}`)});
      }
    }
  });
  return edited(source, edits);
}

/** The paths in the site of the modules that a module addresses without importing them: workers. */
export function started(source: string, at: string): string[] {
  if (!source.includes("import.meta")) return [];
  const found: string[] = [];
  simple(parsed(source), {
    CallExpression({callee, arguments: [first]}) {
      const path = isResolve(callee) ? literal(first) : null;
      if (path?.startsWith(".") && path.endsWith(".js")) found.push(posix.join(posix.dirname(at), path));
    }
  });
  return found.filter(path => path.startsWith(`${modules}/`));
}

function addressed(path: string, placed: ReadonlyMap<string, string>): string {
  // The index is data: its name is in the page.
  if (/\/minisearch\.\w+\.json$/.test(path)) return `document.querySelector("meta[name=search-index]").content`;
  return `new URL(${JSON.stringify(`../${placed.get(path) ?? path}`)}, import.meta.url).href`;
}

function isResolve(callee: {type: string}): boolean {
  const {type, object, property} = callee as {type: string; object?: {type: string}; property?: {name?: string}};
  return type === "MemberExpression" && object?.type === "MetaProperty" && property?.name === "resolve";
}
