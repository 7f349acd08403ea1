import type {Document} from "@xmldom/xmldom";
import {openParts, type Parts, relations} from "./parts.js";
import {type Hidden, hiddenBy} from "./styles.js";
import {type Body, Embedded, type Stretch, textOf} from "./text.js";
import {attribute, children, nameOf, parse} from "./xml.js";

/** The text of a .docx, and where it stands. */
export interface Docx {
  /** Paragraphs end with a line feed, breaks within are \v; notes, headers and footers follow the body. */
  text: string;
  stretches: readonly Stretch[];
  /** How many characters are hidden, and so neither printed nor in the text. */
  hidden: number;
  parts: Parts;
  /** The main part, to be edited. */
  document: Document;
}

/** Why a document that is one cannot be read. */
export class DocxRefused extends Error {}

/** Reads a .docx. Throws DocxRefused where its text stands in a body of another format, Error on a file that is none. */
export function readDocx(bytes: Uint8Array): Docx {
  return readParts(openParts(bytes));
}

/** Reads an opened package anew: its document can be edited without a trace in one read before. */
export function readParts(parts: Parts): Docx {
  const document = parse(parts.files[parts.main]!);
  const root = document.documentElement!;
  if (nameOf(root) !== "document") throw new Error("not a docx");
  const of = (kind: string) => relations(parts.files, parts.main).filter(each => each.kind === kind);
  const [styles] = of("styles");
  const hidden = hiddenBy(styles && parts.files[styles.target] ? parse(parts.files[styles.target]!) : null);
  try {
    const body = textOf(root, hidden);
    for (const [kind, place] of besides)
      for (const {target} of of(kind))
        if (parts.files[target]) append(body, parse(parts.files[target]!), place, hidden);
    return {parts, document, text: body.text, stretches: body.stretches, hidden: body.hidden};
  } catch (error) {
    if (!(error instanceof Embedded)) throw error;
    const what = error.message === "subDoc" ? "正文在另外的文件里(主控文档)" : "正文是嵌入的网页或别种格式的文件";
    throw new DocxRefused(what);
  }
}

/** The parts of a document that its main part does not hold, in the order in which they are read. */
const besides: [kind: string, place: string][] = [
  ["footnotes", "脚注"],
  ["endnotes", "尾注"],
  ["header", "页眉"],
  ["footer", "页脚"]
];

/** Adds notes, each by itself so that its comment stands where the text refers to it; or a header or footer. */
function append(body: Body, {documentElement: root}: Document, place: string, hidden: Hidden) {
  const notes = [...children(root!)].filter(each => ["footnote", "endnote"].includes(nameOf(each) ?? ""));
  for (const element of notes.length ? notes : [root!]) {
    const {text, stretches, hidden: unseen} = textOf(element, hidden);
    body.hidden += unseen;
    if (!/\S/.test(text)) continue;
    if (!body.text.endsWith("\n")) body.text += "\n";
    const bearer = body.notes.get(`${nameOf(element)} ${attribute(element, "id")}`) ?? 0;
    const shift = body.text.length;
    for (const each of stretches)
      body.stretches.push({...each, start: each.start + shift, end: each.end + shift, outside: {place, bearer}});
    body.text += text;
  }
}
