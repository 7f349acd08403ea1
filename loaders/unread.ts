import {fullWidth} from "../src/text/punctuation.js";
import {type Warehouse, warehouse} from "./query.js";
import type {WarehouseOptions} from "./warehouse.js";

/** The exit code of a command that did its work although a file was not read. */
export const unreadCode = 2;

/** Says first which files were not read and why; the exit code with which the command is to end. */
async function sayUnread(
  open: Pick<Warehouse, "rows">,
  write: (line: string) => void = line => process.stderr.write(`${line}\n`)
): Promise<number> {
  const rows = await open.rows<{name: string; refused: string}>(
    "select name, refused from files where refused is not null and not regexp_matches(name, '(^|/)~\\$') order by name"
  );
  for (const {name, refused} of rows) write(fullWidth(`${name}：没有读，有关数字不完整。${refused}`));
  return rows.length > 0 ? unreadCode : 0;
}

/** The same of the warehouse of these inputs. */
export async function unreadOf(options: WarehouseOptions): Promise<number> {
  const open = await warehouse(options);
  try {
    return await sayUnread(open);
  } finally {
    open.close();
  }
}
