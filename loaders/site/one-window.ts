import {createRequire} from "node:module";
import {resolve} from "node:path";
import {programPath} from "../paths.js";

/**
 * A module, as a data address, that lets Framework parse all its pages in one window: it opens a new one for each
 * fragment of HTML, which takes a third of its time. The parser stays the same.
 */
export function oneWindow(): string {
  const from = createRequire(resolve(programPath("node_modules", "@observablehq", "framework", "index.js"))).resolve(
    "jsdom"
  );
  const code = `
import {createRequire} from "node:module";
const jsdom = createRequire(${JSON.stringify(from)})(${JSON.stringify(from)});
const {JSDOM} = jsdom;
let parser;
jsdom.JSDOM = class {
  constructor(html) {
    parser ??= new (new JSDOM().window.DOMParser)();
    this.window = {document: parser.parseFromString(html, "text/html")};
  }
};`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
