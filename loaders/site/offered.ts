import {
  getImplicitDependencies,
  getImplicitDownloads,
  getImplicitFileImports,
  getImplicitInputImports,
  getImplicitStylesheets
} from "@observablehq/framework/dist/libraries.js";
import {type Cells, cellsOf} from "../notebook/compile.js";
import {brought, isInstalled} from "./libraries.js";
import {fences} from "./notebook-tables.js";
import type {Notebook} from "./notebooks.js";

/** What a page uses of packages: the word that it uses them by, the line of its first use, the packages. */
interface Use {
  /** `tex`, `.xlsx()`, `npm:katex`, `jsx`. */
  word: string;
  line: number;
  packages: string[];
  kind: "name" | "method" | "import";
}

/** The packages that a page uses, by an import or by what Framework's documentation offers without one. */
function usesIn(source: string, path: string): Use[] {
  const cells = cellsOf(source, path);
  const place = (pattern: RegExp) => lineOf(source, pattern);
  const names = unknownTo(cells).map(word => ({
    ...{word, kind: "name" as const, packages: packagesOf(getImplicitInputImports([word]))},
    line: place(new RegExp(`(?<![.\\w$])${word.replaceAll("$", "\\$")}(?![\\w$])`))
  }));
  const methods = cells.methods.map(method => ({
    ...{word: `.${method}()`, kind: "method" as const, packages: packagesOf(getImplicitFileImports([method]))},
    line: place(new RegExp(`\\.${method}\\s*\\(`))
  }));
  const imports = cells.imports.map(word => ({
    ...{word, kind: "import" as const, packages: packageIn(word) ?? []},
    line: place(new RegExp(`["']${word}["']`))
  }));
  const jsx = cells.jsx
    ? [{word: "jsx", kind: "name" as const, packages: ["react", "react-dom"], line: place(/^[jt]sx\b/)}]
    : [];
  return [...names, ...methods, ...jsx, ...imports].map(use => ({...use, packages: [use.packages].flat()}));
}

/** Whether a package works from one file that we bundle of it; Framework asks for more besides for some. */
const isOneFile = (name: string): boolean => {
  const imports = new Set([`npm:${name}`]);
  const others = [...getImplicitStylesheets(imports), ...getImplicitDownloads(imports)];
  return name !== "mermaid" && others.every(each => each.startsWith("observablehq:"));
};

/** What a notebook uses that would have to be downloaded: file, line and remedy. */
export async function downloadsIn({name, source}: Notebook): Promise<string[]> {
  const path = `/${name.replace(/\.md$/, "")}`;
  const faults: string[] = [];
  for (const {word, line, packages, kind} of usesIn(source, path)) {
    const imported = kind === "import";
    const missing: string[] = [];
    for (const each of packages)
      if (!brought.includes(each) && !(imported && isOneFile(each) && (await isInstalled(each)))) missing.push(each);
    const [first] = missing;
    if (!first) continue;
    const remedy =
      kind === "method"
        ? "请另存为CSV，用.csv()读"
        : `请改用Plot、d3、html、svg、Inputs或sql${imported && isOneFile(first) ? `，或先联网运行一次npm install ${first}` : ""}`;
    const what = imported ? `“${first}”` : `${word}要用的${missing.map(each => `“${each}”`).join("")}`;
    faults.push(`src/${name} 第 ${line} 行：${what}没有随本项目安装，不联网用不了；${remedy}。`);
  }
  return faults;
}

/** What the cells name and none of them declares. */
const unknownTo = ({names, declared}: Cells): string[] => names.filter(name => !declared.includes(name));

const packagesOf = (imports: ReadonlySet<string>): string[] =>
  [...new Set([...imports, ...getImplicitDependencies(imports)])].flatMap(each => packageIn(each) ?? []);

/** `npm:@scope/name@1/file.js` → `@scope/name`; null for what Framework has itself. */
function packageIn(specifier: string): string | null {
  const [, name] = /^npm:((?:@[\w.-]+\/)?[\w.-]+)/.exec(specifier) ?? [];
  return !name || /^@observablehq\/(dot|duckdb|mermaid|sqlite|tex|runtime|stdlib)$/.test(name) ? null : name;
}

/** The line where a pattern first stands in code: in a block, at its head, or in `${…}`. */
function lineOf(source: string, pattern: RegExp): number {
  const blocks = fences(source).flatMap(({line, text}) => {
    const lines = text.split("\n").map((each, i) => ({line: line + i, text: each}));
    return [{line: line - 1, text: source.split("\n")[line - 2]!.replace(/^```/, "")}, ...lines];
  });
  const inline = source
    .split("\n")
    .flatMap((text, i) => (text.includes("${") ? [{line: i + 1, text: text.slice(text.indexOf("${"))}] : []));
  return [...blocks, ...inline].find(({text}) => pattern.test(text))?.line ?? 1;
}
