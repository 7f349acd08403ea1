import type {Document, Element} from "@xmldom/xmldom";
import {attribute, child, children} from "../../src/docx/xml.js";

/** Other names under which machines have the fonts; Word and WPS take the first they find. */
const alternatives: Record<string, string> = {
  方正小标宋简体: "方正小标宋_GBK;小标宋;华文中宋;宋体",
  仿宋_GB2312: "仿宋;FangSong;华文仿宋",
  楷体_GB2312: "楷体;KaiTi;华文楷体",
  黑体: "SimHei;微软雅黑",
  宋体: "SimSun"
};

/** Styles of text that is not body text, whose letters stand no closer than the font has them. */
const ownSpacing = /^(Title|Subtitle|Picture|Caption|Source|Note|Table\w+)$/;
/** Styles of small text, whose lines are not as far apart as the page's grid. */
const offGrid = /^(Picture|Caption|Source|Note|Table\w+)$/;

/** What the library cannot be told, by part of the document. */
export function finish(name: string): ((part: Document) => void) | null {
  const changes: Record<string, (part: Document) => void> = {
    "word/fontTable.xml": nameAlternatives,
    "word/styles.xml": settleStyles,
    "word/settings.xml": keepUnits,
    "word/document.xml": numberPictures
  };
  return changes[name] ?? null;
}

/** What no line begins with besides the usual marks: the units of numbers, and what stands between a number and its unit. */
const closing = "!%),.:;?]}¨·ˇˉ―‖’”…‰′″℃∶、。〃〉》」』】〕〗！＂％＇），．：；？］｀｜｝～";
const units = "余多万亿元年月日件篇次项条名人个场家期天批户份字册届";

/** Tells Word where no line may break: no number leaves its unit behind, though the text has no mark that says so. */
function keepUnits(part: Document): void {
  const root = part.documentElement!;
  const before = element(root, "noLineBreaksBefore", {lang: "zh-CN", val: closing + units});
  const after = element(root, "noLineBreaksAfter", {lang: "zh-CN", val: "$([{£¥·‘“〈《「『【〔〖〝（．［｛￡￥"});
  // The order of settings is fixed: these stand before the notes and the compatibility of versions.
  const next = [...children(root)].find(child =>
    /^(.+:)?(footnotePr|endnotePr|compat|themeFontLang|clrSchemeMapping|decimalSymbol|listSeparator)$/.test(
      child.nodeName
    )
  );
  for (const each of [after, before]) root.insertBefore(each, next ?? null);
}

function nameAlternatives(part: Document): void {
  const root = part.documentElement!;
  for (const [font, others] of Object.entries(alternatives)) {
    const entry = element(root, "font", {name: font});
    entry.appendChild(element(root, "altName", {val: others}));
    entry.appendChild(element(root, "charset", {val: "86"}));
    root.appendChild(entry);
  }
}

function settleStyles(part: Document): void {
  const root = part.documentElement!;
  // No blank between Han characters and letters or digits: in no paragraph, as in the pages and the PDF.
  for (const style of children(root)) {
    const lines = attribute(style, "styleId") === "Normal" ? child(child(style, "pPr"), "spacing") : null;
    for (const name of lines ? ["autoSpaceDE", "autoSpaceDN"] : [])
      lines!.parentNode!.insertBefore(element(root, name, {val: "0"}), lines ?? null);
  }
  for (const style of children(root)) {
    const id = attribute(style, "styleId") ?? "";
    const lines = child(child(style, "pPr"), "spacing");
    if (offGrid.test(id) && lines && attribute(lines, "line") !== null)
      lines.parentNode!.insertBefore(element(root, "snapToGrid", {val: "0"}), lines);
    const colour = child(child(style, "rPr"), "color");
    if (!ownSpacing.test(id) || !colour || child(colour.parentNode!, "spacing")) continue;
    colour.parentNode!.insertBefore(element(root, "spacing", {val: "0"}), colour.nextSibling);
  }
}

/** Numbers of pictures that do not depend on the run. */
function numberPictures(part: Document): void {
  for (const [i, properties] of Array.from(part.getElementsByTagNameNS("*", "docPr")).entries())
    properties.setAttribute("id", String(i + 1));
}

/** An element beside others of a part, its attributes with the same prefix. */
function element(root: Element, name: string, attributes: Record<string, string>): Element {
  const made = root.ownerDocument!.createElementNS(root.namespaceURI, `${root.prefix}:${name}`);
  for (const [key, value] of Object.entries(attributes))
    made.setAttributeNS(root.namespaceURI, `${root.prefix}:${key}`, value);
  return made;
}
