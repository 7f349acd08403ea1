/** What is used of Framework's parser, which comes without types. */
declare module "@observablehq/framework/dist/markdown.js" {
  interface Cell {
    id: string;
    mode: string;
    node: {files?: {name: string}[]};
  }
  export function createMarkdownIt(options: object): object;
  export function parseMarkdown(
    input: string,
    options: {md: object; path: string}
  ): {title: string | null; body: string; code: Cell[]; data: Record<string, unknown>};
}

declare module "@observablehq/framework/dist/javascript/transpile.js" {
  export function transpileJavaScript(node: object, options: {id: string; path: string; mode: string}): string;
}
