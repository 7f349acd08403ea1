import {join, resolve} from "node:path";
import {build, type Plugin} from "esbuild";
import {programPath} from "../../loaders/paths.js";
import {browserCode} from "../../loaders/site/browser-code.js";

/** What Framework calls by these names; what else it knows is a download, and is not there. */
const libraries = ["@observablehq/plot", "@observablehq/inputs", "d3", "htl", "apache-arrow", "d3-dsv"];

/** What is said in the cell that asks for something else. */
const lacking = (name: string) => `程序包的笔记里没有“${name}”，请改用Plot、d3、html、svg、Inputs或sql；文件用CSV。`;

const client = () => resolve(programPath("node_modules", "@observablehq", "framework", "dist", "client"));

/** The script of the office's notebooks: Framework's own runtime, the libraries, our charts, `sql` of the program. */
const entry = `
export {define} from "framework/main.js";
export {registerFile} from "framework/stdlib.js";
import * as notebook from "./src/components/notebook.js";
const libraries = {${libraries.map(name => `"npm:${name}": () => import("npm:${name}")`).join(", ")}};
export const load = async name => {
  if (/(^|[/])components[/]notebook[.]js$/.test(name)) return notebook;
  const known = libraries[name.replace(/(?<=.)@[^/]*$/, "")];
  if (!known) throw new Error(${JSON.stringify(lacking("§"))}.replace("§", name.replace(/^npm:/, "")));
  return known();
};
`;

/** Where the names of Framework's client lead: its own modules, packages that are installed, `sql` of the program. */
const framework: Plugin = {
  name: "framework",
  setup({onResolve, onLoad}) {
    onResolve({filter: /^framework\//}, ({path}) => ({path: join(client(), path.slice("framework/".length))}));
    onResolve({filter: /^observablehq:/}, ({path}) => {
      const name = path.slice("observablehq:".length);
      if (name === "runtime" || name === "stdlib") return {path: join(client(), `${name}.js`)};
      return name === "stdlib/duckdb"
        ? {path: resolve(programPath("src", "workbench", "notebook-sql.ts"))}
        : {path, namespace: "absent"};
    });
    onResolve({filter: /^npm:/}, ({path}) => {
      const name = path.slice("npm:".length);
      return libraries.includes(name) ? {path: name, namespace: "library"} : {path, namespace: "absent"};
    });
    onLoad({filter: /./, namespace: "library"}, ({path}) => ({
      contents: `export * from "${path}"; import * as all from "${path}"; export default all.default;`,
      resolveDir: resolve(programPath())
    }));
    onLoad({filter: /./, namespace: "absent"}, ({path}) => ({
      contents: `throw new Error(${JSON.stringify(lacking(path.replace(/^(observablehq:)?(stdlib\/)?/, "")))});`
    }));
  }
};

/** Bundles the script of notebooks. */
export async function bundleNotebookClient(): Promise<string> {
  const {outputFiles} = await build({
    ...browserCode,
    stdin: {contents: entry, resolveDir: resolve(programPath())},
    plugins: [framework],
    write: false,
    charset: "utf8",
    legalComments: "none"
  });
  return outputFiles[0]!.text;
}
