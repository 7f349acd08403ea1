import {execFile} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {build} from "esbuild";
import {strToU8, zipSync} from "fflate";
import {afterAll, beforeAll, expect, test} from "vitest";
import {asNode} from "../../program/bundle.js";

const scratch = mkdtempSync(join(tmpdir(), "yearbook-memory-"));
beforeAll(() => build({...asNode, entryPoints: ["tests/intake/read-one.ts"], outdir: scratch}));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

const relations = (...each: [string, string][]) =>
  strToU8(
    `<Relationships>${each
      .map(
        ([kind, target]) =>
          `<Relationship Id="${kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
      )
      .join("")}</Relationships>`
  );

interface Made {
  rows?: string;
  strings?: string;
  after?: string;
  other?: Record<string, Uint8Array>;
  /** How hard it is packed: what is packed takes longer to make than to read. */
  level?: 0 | 1;
}

const workbook = ({rows = "", strings = "<sst/>", after = "", other = {}, level = 0}: Made) =>
  zipSync(
    {
      "[Content_Types].xml": strToU8("<Types/>"),
      "_rels/.rels": relations(["officeDocument", "xl/workbook.xml"]),
      "xl/workbook.xml": strToU8(
        '<workbook><sheets><sheet name="活动" sheetId="1" r:id="worksheet"/></sheets></workbook>'
      ),
      "xl/_rels/workbook.xml.rels": relations(["worksheet", "sheet.xml"], ["sharedStrings", "strings.xml"]),
      "xl/strings.xml": strToU8(strings),
      "xl/sheet.xml": strToU8(`<worksheet><sheetData>${header}${first}${rows}</sheetData>${after}</worksheet>`),
      ...other
    },
    {level}
  );

const row = (line: number, texts: string[]) =>
  `<row r="${line}">${texts.map(text => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("")}</row>`;
const header = row(1, ["活动编号", "活动名称", "活动类型", "活动日期", "参加人次"]);
const first = row(2, ["1", "甲", "视察", "2024-03-05", "12"]);
const many = (count: number, each: (i: number) => string) => Array.from({length: count}, (_, i) => each(i)).join("");

async function read(bytes: Uint8Array) {
  const path = join(scratch, "活动.xlsx");
  writeFileSync(path, bytes);
  const {stdout} = await promisify(execFile)(process.execPath, [join(scratch, "read-one.mjs"), path]);
  const read: {refused: string | null; accepted: number; told: string[]; megabytes: number} = JSON.parse(stdout);
  if (process.env.COUNTS) process.stdout.write(`${Math.round(read.megabytes)} MB\n`);
  return read;
}

test.each<[string, () => Uint8Array, number, string[]]>([
  ["a cell in column XFD", () => workbook({rows: '<row r="3"><c r="XFD3"><v>1</v></c></row>'}), 1, ["stray"]],
  [
    "a cell in the last row",
    () => workbook({rows: '<row r="1048576"><c r="B1048576"><v>1</v></c></row>'}),
    1,
    ["blank"]
  ],
  [
    "a cell in the last place",
    () => workbook({rows: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'}),
    1,
    ["stray"]
  ],
  [
    "a million rows that are only painted",
    () =>
      workbook({
        rows: many(1_000_000, i => `<row r="${i + 3}"><c r="A${i + 3}" s="1"/><c r="B${i + 3}" s="1"/></row>`)
      }),
    1,
    []
  ],
  [
    "a million texts",
    () => workbook({strings: `<sst>${many(1_000_000, i => `<si><t>第${i}件</t></si>`)}</sst>`}),
    1,
    []
  ],
  [
    "a hundred thousand merges",
    () =>
      workbook({
        rows: many(10_000, i => row(i + 3, [String(i + 2), `甲${i}`, "视察", "2024-03-05", "1"])),
        after: `<mergeCells>${many(100_000, i => `<mergeCell ref="C${2 * i + 20_000}:C${2 * i + 20_001}"/>`)}</mergeCells>`
      }),
    10_001,
    []
  ]
])("%s: read in less than 500 MB", async (_, make, accepted, told) => {
  const read_ = await read(make());
  expect(read_.refused).toBeNull();
  expect([read_.accepted, [...new Set(read_.told)]]).toEqual([accepted, told]);
  expect(read_.megabytes).toBeLessThan(500);
});

/** The directory of the archive says that every part is small. */
function lying(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 < bytes.length; at++)
    if (view.getUint32(at, true) === 0x02014b50)
      view.setUint32(at + 24, Math.min(view.getUint32(at + 24, true), 1000), true);
  return bytes;
}

const large = workbook({level: 1, other: {"xl/sheet.xml": new Uint8Array(260_000_000)}});

test.each<[string, () => Uint8Array, RegExp]>([
  ["a part that fills the memory", () => large, /^工作簿解压后过大/],
  ["a part that fills the memory and is said to be small", () => lying(large.slice()), /^工作簿的内容已损坏/]
])("%s: refused in less than 500 MB", async (_, make, said) => {
  const {refused, megabytes} = await read(make());
  expect(refused).toMatch(said);
  expect(megabytes).toBeLessThan(500);
});
