import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {programPath} from "../../loaders/paths.js";
import {decode, isZip} from "../../src/intake/decode.js";
import {StaffError} from "../../src/intake/problem.js";
import {alike} from "../../src/text/alike.js";

export interface Template {
  /** File name without ending: the name of its documents. */
  name: string;
  text: string;
}

/** The templates of an upper level. */
export const placesTemplates = () => templates(undefined, programPath("reports", "templates", "各地"));

/** The templates in `reports/templates`, or the one asked for by name or path. Throws StaffError on an unknown one. */
export async function templates(wanted?: string, folder = programPath("reports", "templates")): Promise<Template[]> {
  const names = (await readdir(folder)).filter(name => name.endsWith(".md")).sort();
  if (wanted === undefined) return Promise.all(names.map(name => read(join(folder, name))));
  const known = names.find(name => name === wanted || name === `${wanted}.md`);
  if (known) return [await read(join(folder, known))];
  if (/\.md$/.test(wanted)) {
    try {
      return [await read(wanted)];
    } catch (error) {
      if (error instanceof StaffError) throw error;
      throw new StaffError(`读不到模板文件“${wanted}”,请核对路径。`);
    }
  }
  const near = alike(
    wanted,
    names.map(name => name.replace(/\.md$/, "")),
    4
  );
  throw new StaffError(`没有叫“${wanted}”的模板,现有:${near.join("、")};也可写模板文件的路径,以 .md 结尾。`);
}

/** Reads a template as exports are read: UTF-8, GB18030 or UTF-16. Throws StaffError on what is no text. */
async function read(path: string): Promise<Template> {
  const bytes = await readFile(path);
  const decoded = isZip(bytes) ? {refused: "这是 Word 文档或压缩包改名的文件"} : decode(bytes);
  if (!("refused" in decoded)) return {name: basename(path, ".md"), text: decoded.text};
  const reason = decoded.refused.replace(/[;\uff1b。].*$/s, "");
  throw new StaffError(`模板“${path}”读不了:${reason};请用文本编辑器打开原稿,另存为 UTF-8 编码的 .md 文件。`);
}
