import type {Book} from "../figures/book.js";
import {dropZone} from "./drop.js";
import {h} from "./h.js";

/**
 * Where a draft is dropped, chosen or pasted, and below what each of its numbers is compared with the figures of
 * the book's year. All of it happens in the browser; nothing leaves the machine. The checker is fetched with the first
 * draft.
 */
export function draftForm(book: Book): HTMLElement {
  const status = h("p", {class: "checkup-status", role: "status", "aria-live": "polite"});
  const results = h("div", {class: "draft-results"});
  const area = h("textarea", {rows: "6", id: "draft-text", placeholder: "也可以把一段文字粘贴在这里"});
  const button = h("button", {type: "button", class: "draft-button", onclick: () => paste()}, "核对这段文字");
  const checker = async () => (await import("./draft-report.js")).checker(book, {status, results});

  const paste = async () => {
    if (area.value.trim()) (await checker()).text("粘贴的文字", area.value);
  };
  const check = async ([file]: readonly File[]) => {
    if (file) (await checker()).file(file.name, new Uint8Array(await file.arrayBuffer()));
  };
  const zone = dropZone("把草稿拖到这里", "（.docx、.md、.txt）", {accept: ".docx,.md,.txt"}, check);
  const pasted = h("div", {class: "draft-paste"}, h("label", {for: "draft-text"}, "粘贴文字"), area, button);
  return h("div", {class: "checkup"}, zone, pasted, status, results);
}
