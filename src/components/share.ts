import {publication} from "../charts/publication.js";
import {print} from "../charts/theme.js";
import {ruleSentences} from "../figures/caption.js";
import {filterFields} from "../metrics/filters.js";
import type {CardOptions} from "./card.js";
import {csvFile, download, safeName} from "./download.js";
import {h} from "./h.js";
import {shortened} from "./short.js";
import {plain} from "./table.js";

/** A card, with what stands beneath its chart in one line. */
type Shared = CardOptions & {line: string};

/** What a card hands over: the address of its view, its numbers, and pictures that stand by themselves. */
export function share(card: Shared): HTMLElement {
  const {table: data, title, id} = card;
  const name = safeName(card.name ?? title);
  return h(
    "div",
    null,
    id ? addressOf(id) : null,
    h(
      "div",
      {class: "downloads"},
      h("span", {"aria-hidden": "true"}, "下载"),
      download("发消息用的图片", `${name}-图片.png`, () => pngFile(chatPicture(card), 3)),
      download("PNG", `${name}.png`, () => pngFile(picture(card), 2)),
      download("SVG", `${name}.svg`, () => new Blob([picture(card)], {type: "image/svg+xml"})),
      data
        ? download("CSV", `${name}.csv`, () => {
            const {columns, rows} = data();
            return csvFile(plain(columns), rows);
          })
        : null
    )
  );
}

/** The address of this view at this chart, to be copied. */
function addressOf(id: string): HTMLElement {
  const {origin, pathname, search} = location;
  const view = `${origin}${pathname}${shortened(search, filterFields)}`;
  const field = h("input", {
    type: "text",
    readonly: true,
    "aria-label": "这张图的链接",
    value: `${view}#${id}`
  });
  const said = h("span", {role: "status"});
  const copy = async () => {
    field.select();
    // Only a page of this machine or behind https may write to the clipboard; elsewhere the reader copies what is chosen.
    const copied = await navigator.clipboard?.writeText(field.value).then(
      () => true,
      () => false
    );
    said.textContent = copied ? "已复制" : "已选中，请按Ctrl+C 复制";
  };
  return h(
    "div",
    {class: "address"},
    field,
    h("button", {type: "button", class: "link", onclick: copy}, "复制链接"),
    said
  );
}

/** The chart as it is published by itself: finding, what is shown, the chart, date, source and rule. */
export function picture(card: Shared, {width = 640, margin = 0} = {}): string {
  const {chart: drawing, title, subtitle = "", caption = {}, line} = card;
  const rule = ruleSentences(caption);
  return publication(drawing({document, theme: print, width}), {
    title,
    subtitle,
    warning: [caption.warning, ...(caption.remarks ?? [])].filter(Boolean).join("；"),
    caption: line,
    ...(rule ? {rule: `口径：${rule}`} : {}),
    margin
  });
}

/** The same for a chat message: text of 12 px is as large on a phone as in the chat. */
export const chatPicture = (card: Shared): string => picture(card, {width: 380, margin: 16});

/** SVG text as PNG, `fine` dots a px, in the fonts of this machine. */
async function pngFile(svg: string, fine: number): Promise<Blob> {
  const size = (name: string) => Number(new RegExp(`^<svg[^>]* ${name}="([\\d.]+)"`).exec(svg)?.[1]);
  const [width, height] = [size("width"), size("height")];
  const image = new Image(width, height);
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = h("canvas", {width: width * fine, height: height * fine});
  canvas.getContext("2d")!.drawImage(image, 0, 0, width * fine, height * fine);
  return new Promise((resolve, reject) =>
    canvas.toBlob(blob => (blob ? resolve(blob) : reject(new Error("invalid canvas: no image"))), "image/png")
  );
}
