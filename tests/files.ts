import {readdirSync, statSync} from "node:fs";
import {join} from "node:path";

/** The path of every file below a folder. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, encoding: "utf8"})
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile());
