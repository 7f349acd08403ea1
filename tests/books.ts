import {zipSync} from "fflate";

const bytes = (text: string) => new TextEncoder().encode(text);
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const officeDocument = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const relations = (each: string[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join("")}</Relationships>`;

/** A sheet: its name and its rows as lines of cells parted by commas. */
export interface Sheet {
  name: string;
  lines: readonly string[];
  hidden?: boolean;
}

/** A workbook of sheets whose cells are texts. */
export function bookOfSheets(sheets: readonly Sheet[]): Uint8Array {
  const cells = (line: string) =>
    line
      .split(",")
      .map(cell => (cell === "" ? "<c/>" : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`))
      .join("");
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${officeDocument}/${kind}" Target="${target}"/>`;
  const listed = sheets.map(
    ({name, hidden}, i) =>
      `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="s${i}"${hidden ? ' state="hidden"' : ""}/>`
  );
  return zipSync(
    {
      "[Content_Types].xml": bytes("<Types/>"),
      "_rels/.rels": bytes(relations([relation("a", "officeDocument", "xl/workbook.xml")])),
      "xl/workbook.xml": bytes(`<workbook xmlns:r="${officeDocument}"><sheets>${listed.join("")}</sheets></workbook>`),
      "xl/_rels/workbook.xml.rels": bytes(
        relations(sheets.map((_, i) => relation(`s${i}`, "worksheet", `worksheets/sheet${i}.xml`)))
      ),
      ...Object.fromEntries(
        sheets.map(({lines}, i) => [
          `xl/worksheets/sheet${i}.xml`,
          bytes(
            `<worksheet><sheetData>${lines.map(line => `<row>${cells(line)}</row>`).join("")}</sheetData></worksheet>`
          )
        ])
      )
    },
    {mtime: "2024-01-01"}
  );
}
