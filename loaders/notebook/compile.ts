import {transpileJavaScript} from "@observablehq/framework/dist/javascript/transpile.js";
import {createMarkdownIt, parseMarkdown} from "@observablehq/framework/dist/markdown.js";

/** A notebook as a browser runs it. */
export interface Compiled {
  title: string;
  /** The text with a place for each cell. */
  body: string;
  /** The cells: calls of `define`, imports by `load`. */
  script: string;
  /** The files that its cells name, by their names as written: `./活动.csv`. */
  files: string[];
}

const md = createMarkdownIt({});

/**
 * Compiles a notebook in Framework's Markdown by Framework's own parser: `js` and `sql` fences, `${…}`, implicit display.
 * A cell that cannot be read says so in its place; the others live. `name` stands as title where the text has none.
 */
export function compileNotebook(source: string, name: string): Compiled {
  // Below a folder, as in the project: `../components/notebook.js` is what it is there.
  const path = `/notebooks/${name}`;
  const {title, body, code} = parseMarkdown(source, {md, path});
  const cells = code.map(({id, node, mode}) => transpileJavaScript(node, {id, path, mode}));
  const files = code.flatMap(({node}) => (node.files ?? []).map(file => file.name));
  return {
    title: title ?? name,
    body,
    script: cells.join("\n").replace(/\bimport\((?=\s*"(?:npm:|\.{1,2}\/))/g, "load("),
    files: [...new Set(files)]
  };
}
