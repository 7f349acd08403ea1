import type {Document} from "@xmldom/xmldom";
import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";
import {parse, serialize} from "../../src/docx/xml.js";

/** Changes on the way through `settled`: of a part as a document, of one as text, and of a part's name. */
export interface Edits {
  /** What changes the part of a name, or null where it stays as it is. */
  part?: (name: string) => ((part: Document) => void) | null;
  text?: (name: string, text: string) => string;
  name?: (name: string) => string;
}

/**
 * Rewrites a zip (xlsx, docx, pptx) so that the same content gives the same bytes: files in a fixed order, every
 * time stamp, also those in the document properties and in workbooks within, at noon of `date` (`2024-12-31`).
 */
export function settled(bytes: Uint8Array, date: string, edits: Edits = {}): Uint8Array {
  const {
    part = () => null,
    text = (_: string, content: string) => content,
    name: renamed = (name: string) => name
  } = edits;
  const parts = Object.entries(unzipSync(bytes))
    .filter(([name]) => !name.endsWith("/"))
    .map(([name, content]) => [renamed(name), name, content] as const)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  // A zip holds local times without a zone: built from local parts, the bytes are the same in every zone.
  const mtime = new Date(year, month - 1, day, 12);
  const fixed = (name: string, content: Uint8Array): Uint8Array => {
    if (name.endsWith(".xlsx")) return settled(content, date);
    if (!/\.(xml|rels)$/.test(name)) return content;
    const change = part(name);
    if (change) return changed(content, change);
    const edited = text(name, strFromU8(content));
    return strToU8(name.startsWith("docProps/") ? dated(edited, date) : edited);
  };
  return zipSync(Object.fromEntries(parts.map(([to, from, content]) => [to, fixed(from, content)])), {mtime, level: 6});
}

function changed(content: Uint8Array, change: (part: Document) => void): Uint8Array {
  const document = parse(content);
  change(document);
  return serialize(document);
}

/** The dates of a document's properties, set to the data's own. */
function dated(text: string, date: string): string {
  return text.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${date}T12:00:00Z`);
}

/** Office wants the list of types first. */
const rank = (name: string) => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);
