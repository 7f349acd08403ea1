/** What is used of Framework's parser, which comes without types. */
declare module "@observablehq/framework/dist/markdown.js" {
  interface Cell {
    id: string;
    mode: string;
    node: {
      files?: {name: string; method?: string}[];
      references?: {name: string}[];
      declarations?: {name: string}[] | null;
      imports?: {name: string}[];
    };
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

declare module "@observablehq/framework/dist/libraries.js" {
  type Names = Iterable<string>;
  export function getImplicitInputImports(inputs: Names): Set<string>;
  export function getImplicitFileImports(methods: Names): Set<string>;
  export function getImplicitDependencies(imports: Names): Set<string>;
  export function getImplicitStylesheets(imports: Names): Set<string>;
  export function getImplicitDownloads(imports: Names, duckdb?: {extensions: object; platforms: object}): Set<string>;
}
