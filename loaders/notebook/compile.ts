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

/** What the cells of a page name, declare and import, and the methods that they call of files. */
export interface Cells {
  names: string[];
  declared: string[];
  imports: string[];
  /** `csv`, `xlsx`. */
  methods: string[];
  /** Whether a cell is written in JSX, which needs React. */
  jsx: boolean;
}

/** What the cells of a page use, by Framework's own parser; of a cell that cannot be read, nothing. */
export function cellsOf(source: string, path: string): Cells {
  const {code} = parseMarkdown(source, {md, path});
  const jsx = code.some(({mode}) => mode === "jsx");
  return {
    jsx,
    names: [...new Set(code.flatMap(({node}) => (node.references ?? []).map(({name}) => name)))],
    declared: code.flatMap(({node}) => (node.declarations ?? []).map(({name}) => name)),
    imports: [...new Set(code.flatMap(({node}) => (node.imports ?? []).map(({name}) => name)))].filter(
      name => !/^npm:react(-dom)?(\/|$)/.test(name) || !jsx
    ),
    methods: [...new Set(code.flatMap(({node}) => (node.files ?? []).flatMap(({method}) => method ?? [])))]
  };
}

/** The engine of the office's program is not the browser's: it has the tables of analysts alone. */
const ownTables = `<div class="observablehq observablehq--block"><div class="observablehq--inspect observablehq--error">开头的sql:在程序包的笔记里不起作用，自己的文件用FileAttachment(…).csv()读。</div></div>`;

/**
 * Compiles a notebook in Framework's Markdown by Framework's own parser: `js` and `sql` fences, `${…}`, implicit display.
 * A cell that cannot be read says so in its place; the others live. `name` stands as title where the text has none.
 */
export function compileNotebook(source: string, name: string): Compiled {
  // Below a folder, as in the project: `../components/notebook.js` is what it is there.
  const path = `/notebooks/${name}`;
  const {title, body, code, data} = parseMarkdown(source, {md, path});
  const cells = code.map(({id, node, mode}) => transpileJavaScript(node, {id, path, mode}));
  const files = code.flatMap(({node}) => (node.files ?? []).map(file => file.name));
  return {
    title: title ?? name,
    body: data.sql ? `${ownTables}\n${body}` : body,
    script: cells.join("\n").replace(/\bimport\((?=\s*"(?:npm:|\.{1,2}\/))/g, "load("),
    files: [...new Set(files)]
  };
}
