import {escaped} from "../text/escape.js";
import {typeset} from "../text/typeset.js";
import {pieces} from "../text/units.js";
import {serialize} from "./serialize.js";
import {textWidth} from "./text.js";
import {fonts, print} from "./theme.js";

/** What a chart that stands by itself says around its drawing. */
export interface Publication {
  title: string;
  subtitle: string;
  /** What must be seen at once: files that were not read, years without data. */
  warning?: string;
  /** What stands beneath, in one line: date, source. */
  caption: string;
  /** How it is counted, 口径：…: its first sentence stands beneath the caption, the whole describes the drawing. */
  rule?: string;
  /** Font families, as in CSS. */
  font?: string;
  /** Empty space around it, in px. */
  margin?: number;
}

/**
 * A chart drawn in print colours with its finding above, its caption and in short its rule beneath, as SVG text: a
 * picture is passed on without the page on which the rule can be opened.
 */
export function publication(svg: SVGSVGElement, {font = fonts.page, margin = 0, ...texts}: Publication): string {
  const width = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const title = linesOf(typeset(texts.title), width, 17, true);
  const subtitle = linesOf(typeset(texts.subtitle), width, 12);
  const warning = linesOf(typeset(texts.warning ?? ""), width, 10.5);
  const caption = linesOf(typeset(texts.caption), width, 10.5);
  const brief = linesOf(typeset(/^[^。]+。?/.exec(texts.rule ?? "")?.[0] ?? ""), width, 10.5);
  const label = svg.getAttribute("aria-label") ?? typeset(texts.title);
  const lines: string[] = [];
  let y = 8;
  const write = (texts: string[], size: number, leading: number, attributes: string) => {
    for (const text of texts) {
      y += leading;
      lines.push(`<text x="0" y="${round(y)}" font-size="${size}" ${attributes}>${escaped(text)}</text>`);
    }
  };
  write(title, 17, 23, `font-weight="700" fill="${print.ink}"`);
  write(subtitle, 12, 19, `fill="${print.mute}"`);
  const top = y + 14;
  svg.setAttribute("y", String(round(top)));
  y = top + height + 8;
  const rule = round(y);
  write(warning, 10.5, 16, `fill="${print.goal}"`);
  write([...caption, ...brief], 10.5, 16, `fill="${print.mute}"`);
  const total = Math.ceil(y + 10);
  const [outerWidth, outerHeight] = [width + 2 * margin, total + 2 * margin];
  const ground = margin
    ? `<rect x="${-margin}" y="${-margin}" width="${outerWidth}" height="${outerHeight}" fill="${print.paper}"/>`
    : `<rect width="100%" height="100%" fill="${print.paper}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${outerWidth}" height="${outerHeight}" viewBox="${-margin || 0} ${-margin || 0} ${outerWidth} ${outerHeight}" font-family="${escaped(font)}" role="img" aria-label="${escaped(label)}">
<title>${escaped(typeset(texts.title))}</title>
${texts.rule ? `<desc>${escaped(typeset(texts.rule))}</desc>\n` : ""}${ground}
<rect width="${width}" height="2" fill="${print.ink}"/>
${lines.slice(0, title.length + subtitle.length).join("\n")}
${serialize(svg).trim()}
<rect y="${rule}" width="${width}" height="0.75" fill="${print.rule}"/>
${lines.slice(title.length + subtitle.length).join("\n")}
</svg>
`;
}

const closing = /^[,;:!?)，。；：、！？）》」”]+$/;

/** Breaks a text into lines; none begins with a closing mark, no number is torn from its unit. */
export function linesOf(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  const words: string[] = [];
  for (const {text: piece, whole} of pieces(text))
    for (const part of whole ? [piece] : (piece.match(/[\w.%-]+|[\s\S]/gu) ?? []))
      if (closing.test(part) && words.length) words[words.length - 1] += part;
      else words.push(part);
  for (const piece of words) {
    if (line && textWidth(line + piece, {size, bold}) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return line ? [...lines, line] : lines;
}

const round = (value: number) => Math.round(value * 100) / 100;
