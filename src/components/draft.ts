import type {Book} from "../figures/book.js";
import type {Parts} from "./draft-report.js";
import {dropZone} from "./drop.js";
import {h} from "./h.js";

/** Where a draft is handed over, and what its numbers are compared with. */
export interface DraftForm {
  element: HTMLElement;
  /** From now on drafts are compared with the book's year; the one that is there is compared anew. */
  against(book: Book): void;
}

/**
 * Where a draft is dropped, chosen or pasted, and below what each of its numbers is compared with the figures of
 * a book's year. All of it happens in the browser; nothing leaves the machine. The checker is fetched with the first
 * draft, and with it the figures by item and month, and the names of items (`fetchParts`).
 */
export function draftForm(fetchParts: () => Promise<Parts>): DraftForm {
  const status = h("p", {class: "checkup-status", role: "status", "aria-live": "polite"});
  const results = h("div", {class: "draft-results"});
  const area = h("textarea", {rows: "6", id: "draft-text", placeholder: "也可以把一段文字粘贴在这里"});
  const button = h("button", {type: "button", class: "draft-button", onclick: () => paste()}, "核对这段文字");
  let book: Book | null = null;
  let last: (() => Promise<void>) | null = null;
  let parts: Promise<Parts> | null = null;
  const checker = async () => {
    parts ??= fetchParts();
    const [report, told] = await Promise.all([import("./draft-report.js"), parts]);
    return book && report.checker(book, told, {status, results});
  };
  const begin = (check: () => Promise<void>) => {
    last = check;
    return check();
  };

  const paste = async () => {
    const text = area.value;
    if (text.trim()) await begin(async () => (await checker())?.text("粘贴的文字", text));
  };
  const check = async ([file]: readonly File[]) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    await begin(async () => (await checker())?.file(file.name, bytes));
  };
  const zone = dropZone("把草稿拖到这里", "（.docx、.md、.txt）", {accept: ".docx,.md,.txt"}, check);
  const pasted = h("div", {class: "draft-paste"}, h("label", {for: "draft-text"}, "粘贴文字"), area, button);
  return {
    element: h("div", {class: "checkup"}, zone, pasted, status, results),
    against(now) {
      book = now;
      last?.();
    }
  };
}
