import {publication} from "../charts/publication.js";
import {serialize} from "../charts/serialize.js";
import {print} from "../charts/theme.js";
import {filterFields} from "../metrics/filters.js";
import type {CardOptions} from "./card.js";
import type {Draw} from "./chart.js";
import {csvFile, download, safeName} from "./download.js";
import {h} from "./h.js";
import {shortened} from "./short.js";
import {plain} from "./table.js";

/** Width of a picture for a chat, in px of its drawing: text of 12 px is as large on a phone as in the chat. */
const chatWidth = 380;

/** What a card hands over: the address of its view, the drawing, its numbers, and a picture that stands by itself. */
export function share(card: CardOptions & {line: string}): HTMLElement {
  const {chart: drawing, table: data, title, id} = card;
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
      download("PNG", `${name}.png`, () => pngFile(svgText(drawing), 2)),
      download("SVG", `${name}.svg`, () => new Blob([svgText(drawing)], {type: "image/svg+xml"})),
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

/** The chart as it would be printed. */
const svgText = (drawing: Draw) => serialize(drawing({document, theme: print}), {background: print.paper});

/** A picture for a chat message: finding, what is shown, the chart, date and source, legible on a phone. */
export const chatPicture = ({
  chart: drawing,
  title,
  subtitle = "",
  caption,
  line
}: CardOptions & {line: string}): string =>
  publication(drawing({document, theme: print, width: chatWidth}), {
    title,
    subtitle,
    warning: [caption?.warning, ...(caption?.remarks ?? [])].filter(Boolean).join("；"),
    caption: line,
    margin: 16
  });

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
