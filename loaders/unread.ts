import {typeset} from "../src/text/typeset.js";
import {hintLines, hintsIn} from "./hints.js";
import {type Warehouse, warehouse} from "./query.js";
import type {WarehouseOptions} from "./warehouse.js";

/** The exit code of a command that did its work although a file was not read. */
export const unreadCode = 2;

/** Says first which files were not read, or not wholly, and why; the exit code with which the command is to end. */
async function sayUnread(
  open: Pick<Warehouse, "rows">,
  write: (line: string) => void = line => process.stderr.write(`${line}\n`)
): Promise<number> {
  const rows = await open.rows<{name: string; refused: string | null; partly: string | null}>(
    "select name, refused, partly from files where coalesce(refused, partly) is not null and not regexp_matches(name, '(^|/)~\\$') order by name"
  );
  for (const {name, refused, partly} of rows)
    write(
      typeset(
        refused === null
          ? `${name}：${partly}，有关数字不完整。哪些行、为什么，见问题清单（npm run ingest）。`
          : `${name}：没有读，有关数字不完整。${refused}`
      )
    );
  return rows.length > 0 ? unreadCode : 0;
}

/** The same of the warehouse of these inputs, then what its checks ask staff to look at: once a command, whoever built it. */
export async function unreadOf(options: WarehouseOptions): Promise<number> {
  const open = await warehouse(options);
  try {
    const code = await sayUnread(open);
    for (const line of hintLines(await hintsIn(open))) process.stderr.write(`${line}\n`);
    return code;
  } finally {
    open.close();
  }
}
