import {DOMParser, type Document, type Element, type Node, XMLSerializer} from "@xmldom/xmldom";

/** The namespaces of WordprocessingML, transitional and strict. Prefixes are the writer's own choice. */
const word = [
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  "http://purl.oclc.org/ooxml/wordprocessingml/main"
];
const math = [
  "http://schemas.openxmlformats.org/officeDocument/2006/math",
  "http://purl.oclc.org/ooxml/officeDocument/math"
];
const compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

/** Reads a part, UTF-8 or UTF-16. Throws on XML that is not well formed. */
export function parse(bytes: Uint8Array): Document {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff;
  const text = new TextDecoder(utf16 === true ? "utf-16be" : utf16 || "utf-8").decode(bytes);
  const onError = (level: string, message: string) => {
    if (level !== "warning") throw new Error(message);
  };
  return new DOMParser({onError}).parseFromString(text.replace(/^\uFEFF/, ""), "text/xml");
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A part as UTF-8. */
export const serialize = (document: Document): Uint8Array =>
  new TextEncoder().encode(declaration + new XMLSerializer().serializeToString(document.documentElement!));

const isElement = (node: Node | null): node is Element => node?.nodeType === 1;

/** The local name of an element of WordprocessingML; `m:` before one of an equation, `mc:` of an alternative. */
export function nameOf({namespaceURI, localName}: Element): string | null {
  if (namespaceURI && word.includes(namespaceURI)) return localName;
  if (namespaceURI && math.includes(namespaceURI)) return `m:${localName}`;
  return namespaceURI === compatibility ? `mc:${localName}` : null;
}

export function* children(parent: Node): Generator<Element> {
  for (let node = parent.firstChild; node; node = node.nextSibling) if (isElement(node)) yield node;
}

/** The first child of a name, by `nameOf`. */
export function child(parent: Node | undefined, name: string): Element | undefined {
  if (parent) for (const each of children(parent)) if (nameOf(each) === name) return each;
  return undefined;
}

/** An attribute by its local name, whatever its prefix. */
export function attribute(element: Element, name: string): string | null {
  for (const each of Array.from(element.attributes)) if ((each.localName ?? each.name) === name) return each.value;
  return null;
}

/** Whether a property that is on by being there, as `w:vanish`, is on. */
export function isOn(property: Element | undefined): boolean {
  return property !== undefined && !["0", "false", "off"].includes(attribute(property, "val") ?? "on");
}
