import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {StaffError} from "../src/intake/problem.js";
import {nearest} from "./nearest.js";

export interface Template {
  /** File name without ending: the name of its documents. */
  name: string;
  text: string;
}

const folder = fileURLToPath(new URL("templates", import.meta.url));

/** The templates in `reports/templates`, or the one asked for by name or path. Throws StaffError on an unknown one. */
export async function templates(wanted?: string): Promise<Template[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith(".md")).sort();
  if (wanted === undefined) return Promise.all(names.map(name => read(join(folder, name))));
  const known = names.find(name => name === wanted || name === `${wanted}.md`);
  if (known) return [await read(join(folder, known))];
  if (/\.md$/.test(wanted)) {
    try {
      return [await read(wanted)];
    } catch {
      throw new StaffError(`读不到模板文件“${wanted}”,请核对路径。`);
    }
  }
  const near = nearest(
    wanted,
    names.map(name => name.replace(/\.md$/, "")),
    4
  );
  throw new StaffError(`没有叫“${wanted}”的模板,现有:${near.join("、")};也可写模板文件的路径,以 .md 结尾。`);
}

async function read(path: string): Promise<Template> {
  return {name: basename(path, ".md"), text: await readFile(path, "utf8")};
}
