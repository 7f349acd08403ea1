import type {Document, Element} from "@xmldom/xmldom";

/** How sheets print: all columns on one page's width, their headings on every page, title and page number at the foot. */
export function printed(
  sheets: readonly {sheet?: string; stickyRowsCount?: number}[]
): (name: string) => ((part: Document) => void) | null {
  return name => {
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
    if (number) return part => fitWidth(part, sheets[Number(number) - 1]?.sheet ?? "");
    return name === "xl/workbook.xml" ? part => repeatHeadings(part, sheets) : null;
  };
}

function fitWidth(part: Document, title: string): void {
  const root = part.documentElement!;
  const made = (name: string) => part.createElementNS(root.namespaceURI, name);
  const properties = made("sheetPr");
  const fit = made("pageSetUpPr");
  properties.appendChild(fit);
  fit.setAttribute("fitToPage", "1");
  root.insertBefore(properties, root.firstChild);
  const setup = Array.from(root.childNodes).find(node => node.nodeName === "pageSetup") as Element | undefined;
  if (!setup) return;
  const own = {paperSize: "9", orientation: "landscape", fitToWidth: "1", fitToHeight: "0"};
  for (const [key, value] of Object.entries(own)) setup.setAttribute(key, value);
  const foot = made("headerFooter");
  const odd = made("oddFooter");
  odd.appendChild(part.createTextNode(`&L${title.replaceAll("&", "&&")}&R第&P页，共&N页`));
  foot.appendChild(odd);
  root.insertBefore(foot, setup.nextSibling);
}

function repeatHeadings(part: Document, sheets: readonly {sheet?: string; stickyRowsCount?: number}[]): void {
  const root = part.documentElement!;
  const after = Array.from(root.childNodes).find(node => node.nodeName === "sheets");
  const made = (name: string) => part.createElementNS(root.namespaceURI, name);
  const names = made("definedNames");
  for (const [i, {sheet, stickyRowsCount = 0}] of sheets.entries()) {
    if (!sheet || stickyRowsCount === 0) continue;
    const name = made("definedName");
    name.setAttribute("name", "_xlnm.Print_Titles");
    name.setAttribute("localSheetId", String(i));
    name.appendChild(part.createTextNode(`'${sheet.replaceAll("'", "''")}'!$1:$${stickyRowsCount}`));
    names.appendChild(name);
  }
  if (names.firstChild && after) root.insertBefore(names, after.nextSibling);
}
