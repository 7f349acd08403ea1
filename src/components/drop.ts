import {type Child, h} from "./h.js";

/** Where files are dropped or chosen; `accept` as an input has it, `take` is given those of one gesture. */
export function dropZone(
  words: string,
  hint: Child,
  {accept, multiple = false}: {accept: string; multiple?: boolean},
  take: (files: readonly File[]) => Promise<void>
): HTMLElement {
  const input = h("input", {type: "file", multiple, accept, class: "unseen"});
  const zone = h(
    "label",
    {class: "drop"},
    h("strong", null, words),
    h("span", null, "或者 ", h("u", null, "选择文件"), hint),
    input
  );
  input.addEventListener("change", async () => {
    await take([...(input.files ?? [])]);
    // The same file, mended, can be chosen again.
    input.value = "";
  });
  const over = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", event => {
    over(false)(event);
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  return zone;
}

/** The files that exports come as. */
export const tableFiles = ".csv,.txt,.tsv,.xlsx,.xls";
