import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";

/**
 * Rewrites a zip (xlsx, docx, pptx) so that the same content gives the same bytes: files in a fixed order, every
 * time stamp, also those in the document properties, at noon of `date` (`2024-12-31`).
 * `edit` may change a text part on the way.
 */
export function settled(
  bytes: Uint8Array,
  date: string,
  edit: (name: string, text: string) => string = (_, text) => text
): Uint8Array {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts)
    .filter(name => !name.endsWith("/"))
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  // A zip holds local times without a zone: built from local parts, the bytes are the same in every zone.
  const mtime = new Date(year, month - 1, day, 12);
  return zipSync(
    Object.fromEntries(
      names.map(name => {
        const text = /\.(xml|rels)$/.test(name) ? edit(name, strFromU8(parts[name]!)) : null;
        const content = text === null ? parts[name]! : strToU8(name.startsWith("docProps/") ? dated(text, date) : text);
        return [name, content];
      })
    ),
    {mtime, level: 6}
  );
}

/** The dates of a document's properties, set to the data's own. */
function dated(text: string, date: string): string {
  return text.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${date}T12:00:00Z`);
}

/** Office wants the list of types first. */
const rank = (name: string) => (name === "[Content_Types].xml" ? 0 : name === "_rels/.rels" ? 1 : 2);
