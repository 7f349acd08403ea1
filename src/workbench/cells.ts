import {h, verbatim} from "../components/h.js";
import type {Choices, Sheet} from "./state.js";

/** The number that Excel shows of a row of a sheet, from 0: the header is the first. */
export const numberOf = (row: number) => row + 2;

/** So many columns stand beside each other on a page; of more, those that are used and the first of them. */
const [many, first] = [8, 6];

/** The columns that are shown at first. */
export function columnsOf({header, rows, given}: Sheet): number[] {
  const all = header.map((_, i) => i);
  if (given) return all.filter(i => [given.column, given.written, given.told].includes(header[i]!));
  const used = (i: number) => rows.some(row => (row[i] ?? "").trim() !== "");
  return header.length <= many ? all : all.filter(i => i < first || used(i));
}

/** Makes the fields of each column as wide as what stands in them. */
export function fitColumns(body: HTMLElement): void {
  const longest = new Map<string, number>();
  const fields = [...body.querySelectorAll<HTMLInputElement>("[data-column] input")];
  const columnOf = (field: HTMLElement) => field.closest<HTMLElement>("[data-column]")!.dataset.column!;
  // A Han character is as wide as two letters.
  const width = ({value}: HTMLInputElement) => value.replace(/[\u2e80-\uffff]/g, "aa").length;
  for (const field of fields) longest.set(columnOf(field), Math.max(longest.get(columnOf(field)) ?? 0, width(field)));
  for (const field of fields) field.size = Math.min(40, Math.max(6, longest.get(columnOf(field))! + 1));
}

/** The words that may stand in a cell of a row; null where it is free. */
function wordsFor(sheet: Sheet, row: readonly string[], label: string): {words: string[]; only: boolean} | null {
  const choices = sheet.choices?.[label];
  if (!choices) return null;
  const words = choices.words ?? choices.of?.[keyOf(sheet, row, choices.by ?? [])];
  return words ? {words, only: Boolean(choices.only)} : null;
}

const keyOf = ({header}: Sheet, row: readonly string[], by: readonly string[]) =>
  by.map(label => (row[header.indexOf(label)] ?? "").trim()).join("\n");

/** Whether what may stand in some column depends on what stands in this one. */
export const decides = ({choices = {}}: Sheet, label: string): boolean =>
  Object.values(choices).some(({by}: Choices) => by?.includes(label));

/** What a cell is edited with: a list where there are no other words, else a field that offers those there are. */
export function control(
  sheet: Sheet,
  row: readonly string[],
  column: number,
  named: string,
  changed: (value: string) => void
): HTMLElement {
  const label = sheet.header[column]!;
  const value = row[column] ?? "";
  const offered = wordsFor(sheet, row, label);
  if (offered?.only) {
    const words = [...new Set(value === "" ? ["", ...offered.words] : [...offered.words, value])];
    const select = h(
      "select",
      {"aria-label": named},
      words.map(word => h("option", {value: word, selected: word === value}, verbatim(word)))
    );
    select.addEventListener("change", () => changed(select.value));
    return select;
  }
  const list = offered ? `${named}-list`.replace(/\s/g, "") : null;
  const input = h("input", {type: "text", value, "aria-label": named, list});
  input.addEventListener("input", () => changed(input.value));
  if (!offered) return input;
  return h(
    "span",
    null,
    input,
    h(
      "datalist",
      {id: list},
      offered.words.map(word => h("option", {value: word}))
    )
  );
}

/** By line. */
export const inOrder = (faults: readonly string[]): string[] =>
  [...faults].sort((a, b) => (linesOf(a)[0] ?? 0) - (linesOf(b)[0] ?? 0));

const linesOf = (fault: string) => [...fault.matchAll(/第 ?(\d+) ?行/g)].map(([, line]) => Number(line));

/** Marks the cells that faults name: by the row's number, and by the column where one is named. */
export function mark(body: HTMLElement, header: readonly string[], faults: readonly string[], said: string): void {
  for (const [i, row] of [...body.children].entries()) {
    const own = faults.filter(fault => linesOf(fault).includes(numberOf(i)));
    const named = header.map(label => own.filter(fault => fault.includes(`「${label}」`)));
    const some = named.some(faults => faults.length > 0);
    for (const cell of row.querySelectorAll<HTMLElement>("[data-column]")) {
      const column = Number(cell.dataset.column);
      const words = some ? named[column]! : own;
      cell.classList.toggle("wrong", words.length > 0);
      const control = cell.querySelector<HTMLElement>("input, select");
      if (!control) continue;
      control.setAttribute("aria-invalid", String(words.length > 0));
      if (words.length) control.setAttribute("aria-describedby", said);
      else control.removeAttribute("aria-describedby");
      control.title = words.join("\n");
    }
  }
}
