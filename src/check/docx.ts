import {strFromU8, strToU8, unzipSync, type Zippable, zipSync} from "fflate";
import type {Finding, Verdict} from "./finding.js";

/** The plain text of a .docx, and what is needed to write comments into a copy of it. */
export interface Docx {
  text: string;
  /** Stretches of the text that stand in one `w:t` each, in order. */
  pieces: readonly Piece[];
  files: Record<string, Uint8Array>;
  /** Path and XML of the main part. */
  path: string;
  xml: string;
  /** The prefix of its elements, `w:` nearly always. */
  prefix: string;
}

interface Piece {
  start: number;
  end: number;
  /** Where the characters of the text are in the XML, from inside the `w:t`; one more for its end. */
  at: number[];
  /** The whole run: where it begins, and its start tag and properties. */
  run: number;
  runHead: string;
  /** Where the start tag of the `w:t` is. */
  tag: [start: number, end: number];
  /** Nothing but properties is before it in its run. */
  first: boolean;
  /** Of a text box, a note, a header or footer, where no comment can stand: what it is, and the piece that can bear it. */
  outside: {place: string; bearer: number} | null;
}

const main =
  /xmlns:(\w+)="http:\/\/(?:schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|purl\.oclc\.org\/ooxml\/wordprocessingml\/main)"/;
const largest = 300_000_000;

/** Whether the bytes are a zip archive, as a .docx is one. */
export const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;

/** Reads a .docx: paragraphs end with a line feed, breaks within are \v; notes, headers and footers follow the text; deleted text and the fallbacks of drawings are left out. Throws on a file that is none. */
export function readDocx(bytes: Uint8Array): Docx {
  let size = 0;
  const files = unzipSync(bytes, {
    filter: file => {
      size += file.originalSize;
      if (size > largest) throw new Error("docx too large");
      return true;
    }
  });
  const relations = files["_rels/.rels"] ? strFromU8(files["_rels/.rels"]) : "";
  const target = /<Relationship\b[^>]*officeDocument"[^>]*>/.exec(relations)?.[0];
  const path = (/Target="\/?([^"]+)"/.exec(target ?? "")?.[1] ?? "word/document.xml").replace(/^\//, "");
  const part = files[path];
  if (!part) throw new Error("not a docx");
  const xml = strFromU8(part);
  const name = main.exec(xml)?.[1];
  if (!name) throw new Error("not a docx");
  const prefix = `${name}:`;
  const body = textOf(xml, prefix);
  for (const each of beside(files, path)) append(body, each, prefix);
  return {files, path, xml, prefix, text: body.text, pieces: body.pieces};
}

interface Body {
  text: string;
  pieces: Piece[];
  /** The piece before the reference of each note: `footnote 2`. */
  notes: Map<string, number>;
}

interface Beside {
  place: string;
  /** The key of a note in `Body.notes`. */
  note: string | null;
  xml: string;
}

/** The parts of a document that its main part does not hold, in the order in which they are read. */
function beside(files: Record<string, Uint8Array>, path: string): Beside[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const kinds: [RegExp, string, string | null][] = [
    [/^footnotes\.xml$/, "脚注", "footnote"],
    [/^endnotes\.xml$/, "尾注", "endnote"],
    [/^header\d*\.xml$/, "页眉", null],
    [/^footer\d*\.xml$/, "页脚", null]
  ];
  return kinds.flatMap(([pattern, place, note]) =>
    Object.keys(files)
      .filter(name => name.startsWith(folder) && pattern.test(name.slice(folder.length)))
      .sort()
      .flatMap((name): Beside[] => {
        const xml = strFromU8(files[name]!);
        if (!note) return [{place, note: null, xml}];
        // Each note by itself, so that its comment stands where the text refers to it.
        const each = new RegExp(`<\\w+:${note}\\b[^>]*?\\bw:id="(-?\\d+)"[\\s\\S]*?</\\w+:${note}>`, "g");
        return [...xml.matchAll(each)].map(match => ({place, note: `${note} ${match[1]}`, xml: match[0]}));
      })
  );
}

/** Adds the text of a note, header or footer behind that of the body. */
function append(body: Body, {place, note, xml}: Beside, prefix: string) {
  const {text, pieces} = textOf(xml, prefix);
  if (!/\S/.test(text)) return;
  if (!body.text.endsWith("\n")) body.text += "\n";
  const bearer = (note ? body.notes.get(note) : undefined) ?? 0;
  const shift = body.text.length;
  for (const each of pieces)
    body.pieces.push({...each, start: each.start + shift, end: each.end + shift, outside: {place, bearer}});
  body.text += text;
}

function textOf(xml: string, prefix: string): Body {
  const pieces: Piece[] = [];
  const notes = new Map<string, number>();
  // What stands in text boxes is read after the paragraph that they float beside.
  const box: {text: string; pieces: Piece[]} = {text: "", pieces: []};
  let text = "";
  let run = -1;
  let runHead = "";
  let first = true;
  let skipped = 0;
  let boxes = 0;
  const tags = /<(\/?)([\w:.-]+)((?:\s[^<>]*?)?)(\/?)>/g;
  for (let match = tags.exec(xml); match; match = tags.exec(xml)) {
    const [whole, closing, full, , selfClosed] = match;
    const open = !closing && !selfClosed;
    if (full === "mc:Fallback" || full === `${prefix}moveFrom` || full === `${prefix}del`) {
      if (open) skipped++;
      else if (closing) skipped--;
      continue;
    }
    if (!full!.startsWith(prefix)) continue;
    const name = full!.slice(prefix.length);
    if (name === "txbxContent") boxes += open ? 1 : closing ? -1 : 0;
    if (skipped > 0) continue;
    if (name === "footnoteReference" || name === "endnoteReference") {
      const id = /\bw:id="(-?\d+)"/.exec(whole)?.[1];
      notes.set(`${name.replace("Reference", "")} ${id}`, Math.max(0, pieces.length - 1));
    }
    if (name === "r" && open) {
      run = match.index;
      const properties = new RegExp(`^\\s*<${prefix}rPr\\b(?:[^>]*/>|[\\s\\S]*?</${prefix}rPr>)`).exec(
        xml.slice(tags.lastIndex, tags.lastIndex + 4000)
      );
      runHead = whole + (properties?.[0].trim() ?? "");
      first = true;
      if (properties) tags.lastIndex += properties[0].length;
    } else if (name === "t" && open) {
      const end = xml.indexOf("<", tags.lastIndex);
      const piece = characters(xml, tags.lastIndex, end);
      const into = boxes > 0 ? box : {text, pieces};
      if (piece.text !== "")
        into.pieces.push({
          start: into.text.length,
          end: into.text.length + piece.text.length,
          at: piece.at,
          run,
          runHead,
          tag: [match.index, tags.lastIndex],
          first,
          outside: boxes > 0 ? {place: "文本框", bearer: Math.max(0, pieces.length - 1)} : null
        });
      if (boxes > 0) box.text += piece.text;
      else text += piece.text;
      first = false;
    } else if (name === "tab" && run >= 0 && !closing && !/\bw:val=|\bw:pos=/.test(whole)) {
      add("\t");
      first = false;
    } else if ((name === "br" || name === "cr") && !closing) {
      add("\v");
      first = false;
    } else if (name === "noBreakHyphen" && !closing) {
      add("-");
      first = false;
    } else if (name === "p" && (closing || selfClosed)) {
      // The last paragraph of a table's cell ends with a tab, the row with a line feed.
      const rest = xml.slice(tags.lastIndex, tags.lastIndex + 60);
      add(new RegExp(`^\\s*</${prefix}tc>`).test(rest) ? "\t" : "\n");
      if (boxes === 0 && box.text !== "") {
        if (!text.endsWith("\n")) text += "\n";
        for (const each of box.pieces)
          pieces.push({...each, start: each.start + text.length, end: each.end + text.length});
        text += box.text;
        [box.text, box.pieces] = ["", []];
      }
    } else if (name === "tr" && closing) add("\n");
    else if (name === "r" && closing) run = -1;
  }
  return {text, pieces, notes};

  function add(character: string) {
    if (boxes > 0) box.text += character;
    else text += character;
  }
}

/** Characters of a stretch of XML, entities read, and where each begins. */
function characters(xml: string, from: number, to: number): {text: string; at: number[]} {
  let text = "";
  const at: number[] = [];
  for (let i = from; i < to; ) {
    const entity = xml[i] === "&" ? /^&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/.exec(xml.slice(i, i + 12)) : null;
    const char = entity ? decoded(entity) : xml[i]!;
    for (let k = 0; k < char.length; k++) at.push(i);
    text += char;
    i += entity ? entity[0].length : 1;
  }
  at.push(to);
  return {text, at};
}

const entities: Record<string, string> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'"};

function decoded([whole, hex, decimal, name]: RegExpExecArray): string {
  if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
  if (decimal) return String.fromCodePoint(Number(decimal));
  return entities[name!] ?? whole!;
}

/**
 * A copy of the document with a comment at each finding of the given verdicts; the text stays as it is. The same
 * findings give the same bytes: comments carry no date.
 */
export function commentDocx(
  docx: Docx,
  findings: readonly Finding[],
  verdicts: readonly Verdict[] = ["不一致", "无法核对"]
): Uint8Array {
  const {files, path, prefix: p} = docx;
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const relations = `${folder}_rels/${path.slice(folder.length)}.rels`;
  const rels = files[relations]
    ? strFromU8(files[relations])
    : `${header}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`;
  const known = /<Relationship\b[^>]*relationships\/comments"[^>]*>/.exec(rels)?.[0];
  const commentsPath = known ? resolved(folder, /Target="([^"]+)"/.exec(known)![1]!) : `${folder}comments.xml`;
  const existing = files[commentsPath] ? strFromU8(files[commentsPath]) : null;
  const taken = [...(existing ?? "").matchAll(/\bw:id="(\d+)"/g)].map(match => Number(match[1]));
  let id = Math.max(-1, ...taken) + 1;

  const edits: Edit[] = [];
  const comments: string[] = [];
  for (const finding of findings) {
    if (!verdicts.includes(finding.verdict)) continue;
    const inside = docx.pieces.filter(piece => piece.start < finding.end && piece.end > finding.start);
    const outside = inside[0]?.outside;
    const bearer = outside ? docx.pieces[outside.bearer] : undefined;
    const [from, to] = outside ? [bearer, bearer] : [inside[0], inside.at(-1)];
    if (!from || !to || from.outside) continue;
    edits.push(
      edit(
        from,
        outside ? 0 : Math.max(0, finding.start - from.start),
        `<${p}commentRangeStart ${p}id="${id}"/>`,
        p,
        2 * id + 1
      )
    );
    const reference = `<${p}commentRangeEnd ${p}id="${id}"/><${p}r><${p}commentReference ${p}id="${id}"/></${p}r>`;
    edits.push(edit(to, outside ? to.end - to.start : Math.min(to.end, finding.end) - to.start, reference, p, 2 * id));
    comments.push(comment(finding, id, outside?.place));
    id++;
  }
  if (comments.length === 0) return packed(files);
  const changed: Record<string, Uint8Array> = {...files, [path]: strToU8(edited(docx.xml, edits))};
  changed[commentsPath] = strToU8(
    existing
      ? existing.replace(/<\/w:comments>\s*$|<w:comments\b([^>]*)\/>\s*$/, (whole, attributes?: string) =>
          whole.startsWith("</")
            ? comments.join("") + whole
            : `<w:comments${attributes}>${comments.join("")}</w:comments>`
        )
      : `${header}<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${comments.join("")}</w:comments>`
  );
  if (!known)
    changed[relations] = strToU8(
      appended(
        rels,
        "Relationships",
        `<Relationship Id="rIdDraftCheck" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>`
      )
    );
  const types = strFromU8(files["[Content_Types].xml"]!);
  if (!types.includes(`"/${commentsPath}"`))
    changed["[Content_Types].xml"] = strToU8(
      appended(
        types,
        "Types",
        `<Override PartName="/${commentsPath}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>`
      )
    );
  return packed(changed);
}

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function appended(xml: string, element: string, child: string): string {
  return xml
    .replace(new RegExp(`</${element}>\\s*$`), `${child}</${element}>`)
    .replace(new RegExp(`<${element}\\b([^>]*)/>\\s*$`), `<${element}$1>${child}</${element}>`);
}

function resolved(folder: string, target: string): string {
  return target.startsWith("/") ? target.slice(1) : `${folder}${target.replace(/^\.\//, "")}`;
}

interface Edit {
  at: number;
  until: number;
  words: string;
  order: number;
}

/** Puts a marker between two characters: between runs where it can, else by cutting the run in two that look alike. */
function edit(piece: Piece, offset: number, marker: string, p: string, order: number): Edit {
  if (offset === 0 && piece.first) return {at: piece.run, until: piece.run, words: marker, order};
  const at = piece.at[offset]!;
  return {at, until: at, words: `</${p}t></${p}r>${marker}${piece.runHead}<${p}t xml:space="preserve">`, order};
}

/** Applies the edits; a `w:t` that was cut keeps the spaces at its new end. */
function edited(xml: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.at - b.at || a.order - b.order);
  let result = "";
  let at = 0;
  for (const each of sorted) {
    result += xml.slice(at, each.at);
    if (each.words.startsWith("</")) result = preserving(result);
    result += each.words;
    at = each.until;
  }
  return result + xml.slice(at);
}

function preserving(head: string): string {
  const open = head.lastIndexOf("<");
  const tag = head.slice(open);
  return /^<\w+:t>/.test(tag)
    ? `${head.slice(0, open)}${tag.replace(/^<(\w+:t)>/, '<$1 xml:space="preserve">')}`
    : head;
}

function comment(finding: Finding, id: number, place: string | undefined): string {
  const lines = [
    place ? `${place}中的“${finding.text}”` : "",
    `${finding.verdict}${finding.label ? `:${finding.label}` : ""}`,
    finding.should_read ? `应为:${finding.should_read}` : "",
    finding.reason
  ].filter(Boolean);
  const paragraphs = lines.map(line => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  return `<w:comment w:id="${id}" w:author="核稿" w:initials="核">${paragraphs.join("")}</w:comment>`;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The same files give the same bytes. */
function packed(files: Record<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, bytes] of Object.entries(files)) entries[name] = [bytes, {level: name.endsWith("/") ? 0 : 6}];
  return zipSync(entries, {mtime: new Date(1980, 0, 1)});
}
