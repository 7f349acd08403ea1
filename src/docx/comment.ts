import type {Document, Element, Node} from "@xmldom/xmldom";
import {folderOf, type Parts, pack, relations, withPart} from "./parts.js";
import {type Docx, readParts} from "./read.js";
import type {Stretch} from "./text.js";
import {attribute, child, children, nameOf, parse, serialize} from "./xml.js";

/** What is said of a stretch of a document's text. */
export interface Comment {
  start: number;
  end: number;
  /** A paragraph each; given 脚注, 文本框 … where the comment cannot stand at its words, else null. */
  lines: (place: string | null) => string[];
  /** Who says it, where it is another than of the rest. */
  author?: string;
}

/**
 * A copy of the document with comments; the text stays as it is. The same comments give the same bytes: they carry no
 * date.
 */
export function commentDocx(docx: Docx, comments: readonly Comment[], author: string): Uint8Array {
  const {parts, document, stretches} = readParts(docx.parts);
  const space = document.documentElement!.namespaceURI!;
  const known = relations(parts.files, parts.main).find(({kind}) => kind === "comments")?.target;
  const path = known ?? `${folderOf(parts.main)}comments.xml`;
  const list = parse(parts.files[path] ?? new TextEncoder().encode(`<w:comments xmlns:w="${space}"/>`));
  const taken = [...children(list.documentElement!)].map(each => Number(attribute(each, "id")));
  let id = Math.max(-1, ...taken.filter(Number.isInteger)) + 1;

  const marks: Mark[] = [];
  for (const {start, end, lines, author: own} of comments) {
    const range = rangeOf(stretches, start, end);
    if (!range) continue;
    const reference = element(document, "r");
    reference.appendChild(element(document, "commentReference", {id}));
    marks.push({...range.from, ends: false, nodes: [element(document, "commentRangeStart", {id})]});
    marks.push({...range.to, ends: true, nodes: [element(document, "commentRangeEnd", {id}), reference]});
    list.documentElement!.appendChild(note(list, id, own ?? author, lines(range.outside)));
    id++;
  }
  if (marks.length === 0) return pack(parts);
  insert(marks);
  const changed: Parts = {...parts, files: {...parts.files, [parts.main]: serialize(document)}};
  return pack(withPart(changed, "comments", path, serialize(list), contentType));
}

const contentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/** Nodes that stand behind so many characters of a stretch. */
interface Mark {
  stretch: Stretch;
  offset: number;
  /** Whether it ends a range: at one place, ranges end before others begin. */
  ends: boolean;
  nodes: Node[];
}

/** Where the comment on a range begins and ends, and what holds the words where it cannot stand; null where nothing can. */
function rangeOf(stretches: readonly Stretch[], start: number, end: number) {
  const first = stretches[endingBehind(stretches, start)];
  if (!first || first.start >= end) return null;
  if (first.outside) {
    const bearer = stretches[first.outside.bearer];
    if (!bearer || bearer.outside) return null;
    const to = {stretch: bearer, offset: bearer.end - bearer.start};
    return {from: {stretch: bearer, offset: 0}, to, outside: first.outside.place};
  }
  const found = stretches[endingBehind(stretches, end - 1)];
  const last = found && !found.outside && found.start < end ? found : first;
  return {
    from: {stretch: first, offset: Math.max(0, start - first.start)},
    to: {stretch: last, offset: Math.min(last.end, end) - last.start},
    outside: null
  };
}

/** The place of the first stretch that ends behind a place of the text. */
function endingBehind(stretches: readonly Stretch[], at: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Puts the marks in. Each paragraph is put together once, however many they are. */
function insert(marks: readonly Mark[]) {
  const byElement = new Map<Element, Mark[]>();
  for (const mark of marks) {
    const list = byElement.get(mark.stretch.element);
    if (list) list.push(mark);
    else byElement.set(mark.stretch.element, [mark]);
  }
  const runs = new Map<Element, Node[]>();
  for (const element of byElement.keys()) {
    const run = nameOf(element) === "t" ? (element.parentNode as Element) : element;
    if (!runs.has(run)) runs.set(run, run === element ? around(run, byElement.get(run)!) : cut(run, byElement));
  }
  const parents = new Set([...runs.keys()].map(run => run.parentNode!));
  for (const parent of parents) {
    const nodes = Array.from(parent.childNodes);
    for (const node of nodes) parent.removeChild(node);
    for (const node of nodes) for (const each of runs.get(node as Element) ?? [node]) parent.appendChild(each);
  }
}

/** An element that cannot be cut, with the marks before and behind it. */
function around(whole: Element, marks: readonly Mark[]): Node[] {
  const of = (ends: boolean) => marks.filter(mark => mark.ends === ends).flatMap(({nodes}) => nodes);
  return [...of(false), whole, ...of(true)];
}

/** A run in pieces that look alike, the marks between them. */
function cut(run: Element, marks: ReadonlyMap<Element, readonly Mark[]>): Node[] {
  const properties = child(run, "rPr");
  const nodes: Node[] = [];
  let piece: Element | null = null;
  const add = (node: Node) => {
    if (!piece) {
      piece = run.cloneNode(false) as Element;
      if (properties) piece.appendChild(properties.cloneNode(true));
      nodes.push(piece);
    }
    piece.appendChild(node);
  };
  for (const node of Array.from(run.childNodes)) {
    if (node === properties) continue;
    const here = marks.get(node as Element);
    if (!here) {
      add(node);
      continue;
    }
    const text = node.textContent!;
    let at = 0;
    const addUntil = (end: number) => {
      if (end > at) add(at === 0 && end === text.length ? node : part(node as Element, text.slice(at, end)));
      at = end;
    };
    for (const mark of here.toSorted((a, b) => a.offset - b.offset || Number(b.ends) - Number(a.ends))) {
      addUntil(mark.offset);
      nodes.push(...mark.nodes);
      piece = null;
    }
    addUntil(text.length);
  }
  return nodes;
}

/** A part of a `w:t`, spaces at its new ends kept. */
function part(whole: Element, text: string): Element {
  const copy = whole.cloneNode(false) as Element;
  copy.textContent = text;
  copy.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
  return copy;
}

function note(document: Document, id: number, author: string, lines: readonly string[]): Element {
  const comment = element(document, "comment", {id, author, initials: author.slice(0, 1)});
  for (const line of lines) {
    const text = element(document, "t");
    text.setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
    text.appendChild(document.createTextNode(line));
    const run = element(document, "r");
    run.appendChild(text);
    comment.appendChild(element(document, "p")).appendChild(run);
  }
  return comment;
}

/** An element in the namespace and with the prefix of the document's root. */
function element(document: Document, name: string, attributes: Record<string, string | number> = {}): Element {
  const root = document.documentElement!;
  const made = document.createElementNS(root.namespaceURI, root.prefix ? `${root.prefix}:${name}` : name);
  // An attribute without prefix is in no namespace, even where the default one is this.
  const prefix = root.prefix || root.lookupPrefix(root.namespaceURI) || "w";
  for (const [key, value] of Object.entries(attributes))
    made.setAttributeNS(root.namespaceURI, `${prefix}:${key}`, String(value));
  return made;
}
