import {createRequire} from "node:module";
import {dirname, join, resolve, sep} from "node:path";
import type {Plugin} from "esbuild";

/**
 * What Framework's parser imports of the rest of Framework, by the file, as far as the parser uses it: the rest builds
 * sites, with packages that have binaries of a machine.
 */
const parts: Readonly<Record<string, string>> = {
  "config.js":
    "export const mergeStyle = () => null; export const normalizeTheme = () => []; export const currentDate = new Date(0); export const stringOrNull = value => value == null || value === false ? null : String(value);",
  "html.js": "export const html = String.raw; export const rewriteHtmlPaths = text => text;",
  "resolvers.js":
    "export const getModuleResolver = () => String; export const builtins = new Map(); export const resolveBuiltin = String;",
  "theme.js": "export class InvalidThemeError extends Error {}",
  "javascript/module.js":
    "export const transformJavaScriptSync = () => { throw new SyntaxError('程序包的笔记只认 js 和 sql'); };"
};

/** Bundles Framework's parser of notebooks into the program, without the rest of Framework. */
export const frameworkParser: Plugin = {
  name: "framework-parser",
  setup({onResolve, onLoad}) {
    const root = resolve("node_modules", "@observablehq", "framework", "dist");
    const own = createRequire(join(root, "markdown.js"));
    const named = (path: string) =>
      path
        .slice(root.length + 1)
        .split(sep)
        .join("/");
    onResolve({filter: /^@observablehq\/framework\/dist\//}, ({path}) => ({path: own.resolve(path)}));
    onResolve({filter: /^\.{1,2}\//}, ({path, importer}) => {
      if (!importer.startsWith(root)) return undefined;
      const at = join(dirname(importer), path);
      return Object.hasOwn(parts, named(at)) ? {path: at, namespace: "part"} : undefined;
    });
    onLoad({filter: /./, namespace: "part"}, ({path}) => ({contents: parts[named(path)]!}));
  }
};
