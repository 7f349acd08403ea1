import {readdir, readFile} from "node:fs/promises";
import {programPath} from "./paths.js";

/** The statements of a folder of the program, in the order of their names. */
export async function statements(folder: string): Promise<{name: string; text: string}[]> {
  const names = (await readdir(programPath(folder))).filter(name => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async name => ({
      name: name.replace(/\.sql$/, ""),
      text: await readFile(programPath(folder, name), "utf8")
    }))
  );
}
