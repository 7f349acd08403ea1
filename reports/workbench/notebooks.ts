import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {compileNotebook} from "../../loaders/notebook/compile.js";
import {dataPath, programPath} from "../../loaders/paths.js";
import {replaceFile} from "../../loaders/publish.js";
import {dataset, warehouse} from "../../loaders/query.js";
import {namedInputs} from "../../loaders/site/named-inputs.js";
import {StaffError} from "../../src/intake/problem.js";
import {escaped} from "../../src/text/escape.js";
import {firstPage, nameFault} from "../first-page.js";

/** Where the office keeps its notebooks. */
const folder = (...names: string[]) => dataPath("笔记", ...names);

/** The names of the office's notebooks. */
export async function notebookNames(): Promise<string[]> {
  const names = await readdir(folder()).catch(() => []);
  return names.flatMap(name => /^([^.].*)\.md$/.exec(name)?.[1] ?? []).sort();
}

/** Writes the first page of a notebook; gives what is to be said. Throws StaffError where it has no name or one that is taken. */
export async function newNotebook(name: string): Promise<string> {
  const fault = nameFault(name);
  if (fault) throw new StaffError(fault);
  if ((await notebookNames()).includes(name)) throw new StaffError(`笔记“${name}”已经有了，请换一个名称，或直接改它。`);
  await replaceFile(folder(`${name}.md`), firstPage(name));
  return `笔记“${name}”已写好，在 数据/笔记 里，用记事本打开接着写`;
}

/** A file beside the notebooks. Throws StaffError where there is none. */
export async function besideNotebooks(name: string): Promise<Buffer> {
  const bytes = /[\\/]|^\./.test(name) ? null : await readFile(folder(name)).catch(() => null);
  if (!bytes) throw new StaffError(`数据/笔记 里没有“${name}”。`);
  return bytes;
}

/** A dataset as analysts have it, `figures`. Throws StaffError where there is none. */
export async function datasetNamed(name: string): Promise<Uint8Array> {
  // Notebooks read no names of people: those have a part of the workbench to themselves.
  if (ofMembers.test(name)) throw new StaffError(`没有“${name}”这个数据集。`);
  return named(name);
}

const ofMembers = /^members-/;

/** A part of what is known of members, as an Arrow stream: `records`, `counts`, `points`. Throws StaffError. */
export const membersNamed = (part: string): Promise<Uint8Array> => named(`members-${part}`);

async function named(name: string): Promise<Uint8Array> {
  const path = programPath("src", "datasets", `${name}.arrow.sql`);
  const known = /^[a-z-]+$/.test(name) && (await readdir(programPath("src", "datasets"))).includes(`${name}.arrow.sql`);
  if (!known) throw new StaffError(`没有“${name}”这个数据集。`);
  const open = await warehouse();
  try {
    return await dataset(open, path, "analyst");
  } finally {
    open.close();
  }
}

const compiled = async (name: string) => {
  if (!(await notebookNames()).includes(name)) throw new StaffError(`数据/笔记 里没有“${name}”。`);
  return compileNotebook(await readFile(join(folder(`${name}.md`)), "utf8"), name);
};

/** The cells of a notebook as a module. */
export async function notebookScript(name: string): Promise<string> {
  const {script, files} = await compiled(name);
  const registered = files.map(file => `registerFile(${JSON.stringify(file)}, ${JSON.stringify(placeOf(file))});`);
  return `import {define, load, registerFile} from "/_work/notebook.js";\n${registered.join("\n")}\n${script}`;
}

function placeOf(file: string): {name: string; path: string; mimeType: string} {
  const [, set] = /^\.\.\/datasets\/([a-z-]+)\.arrow$/.exec(file) ?? [];
  const name = file.replace(/^\.\//, "");
  const path = set ? `/_work/dataset?name=${set}` : `/_work/beside?name=${encodeURIComponent(name)}`;
  const mimeType = /\.csv$/.test(file)
    ? "text/csv"
    : /\.json$/.test(file)
      ? "application/json"
      : "application/octet-stream";
  return {name, path, mimeType};
}

/** The page of a notebook. */
export async function notebookPage(name: string, sample: boolean): Promise<string> {
  const {title, body} = await compiled(name);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} | 履职数据年报</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_work/site.css">
<link rel="stylesheet" href="/_work/page.css">
<script>${namedInputs}</script>
</head>
<body>
<main id="observablehq-main" class="observablehq">
<p class="banner">${sample ? '<span class="badge">示例数据</span> ' : ""}<a href="/workbench#notebooks">工作台</a></p>
${body}
</main>
<script type="module" src="/_work/cells?name=${encodeURIComponent(name)}"></script>
</body>
</html>
`;
}
