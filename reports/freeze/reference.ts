import {readFile, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import writeExcelFile from "write-excel-file/node";
import {makeFolder} from "../../loaders/folder.js";
import {withoutNames} from "../../loaders/ingest/reference-names.js";
import type {Warehouse} from "../../loaders/query.js";
import {emptyContext} from "../../src/intake/context.js";
import {readFile as readTable} from "../../src/intake/read.js";
import {references} from "../../src/intake/reference.js";
import type {Value} from "../../src/intake/values.js";
import {settled} from "../documents/zip.js";
import type {ReferenceFile} from "./state.js";

/** The names of members that a warehouse has. */
export const memberNames = async (open: Pick<Warehouse, "rows">): Promise<string[]> =>
  (await open.rows<{name: string}>("select distinct name from members where name is not null order by name")).map(
    ({name}) => name
  );

/**
 * Keeps a reference table: as it lies with the office, or, where names of members stand in it, the same rows with what stands
 * for them in pages and documents; figures are counted by these. `date` is the data's own.
 */
export async function keepReference(
  to: string,
  file: ReferenceFile,
  names: readonly string[],
  date: string
): Promise<void> {
  await makeFolder(dirname(to));
  const bytes = await readFile(file.path);
  const read = file.kind && names.length > 0 ? await readTable(file.name, bytes, references, emptyContext()) : null;
  const left = read?.kind ? withoutNames(read.kind.name, read.records, names) : null;
  if (!read?.kind || !left || left.changed.length === 0) return writeFile(to, bytes);
  const columns = Object.entries(read.kind.fields).filter(([id]) =>
    left.records.some(({values}) => values[id] != null)
  );
  const rows = [
    columns.map(([, field]) => field.names[0]!),
    ...left.records.map(({values}) => columns.map(([id]) => said(values[id] ?? null)))
  ];
  if (!/\.xlsx$/i.test(file.name)) return writeFile(to, `${rows.map(row => row.map(quoted).join(",")).join("\n")}\n`);
  const sheet = rows.map(row => row.map(value => ({value, type: String})));
  await writeFile(to, await settled(await writeExcelFile(sheet).toBuffer(), date));
}

const said = (value: Value): string =>
  value === null
    ? ""
    : value === true
      ? "是"
      : value === false
        ? "否"
        : Array.isArray(value)
          ? value.join("、")
          : String(value);

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
