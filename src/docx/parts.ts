import {unzipSync, type Zippable, zipSync} from "fflate";
import {attribute, children, parse, serialize} from "./xml.js";

/** The parts of a package by their path, and the path of the main one. */
export interface Parts {
  files: Record<string, Uint8Array>;
  main: string;
}

/** What a part refers to; `target` is a path in the package. */
export interface Relation {
  id: string;
  /** The last word of its type: footnotes, comments, header. */
  kind: string;
  type: string;
  target: string;
}

const largest = 300_000_000;

/** Whether the bytes are a zip archive, as a .docx is one. */
export const isArchive = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;

/** Opens a package. Throws on what is none, or would be larger than 300 MB. */
export function openParts(bytes: Uint8Array): Parts {
  let size = 0;
  const files = unzipSync(bytes, {
    filter: file => {
      size += file.originalSize;
      if (size > largest) throw new Error("docx too large");
      return true;
    }
  });
  const main = relations(files, "").find(({kind}) => kind === "officeDocument")?.target ?? "word/document.xml";
  if (!files[main]) throw new Error("not a docx");
  return {files, main};
}

/** What a part refers to, in the order of its targets; "" is the package itself. */
export function relations(files: Parts["files"], path: string): Relation[] {
  const bytes = files[relationsOf(path)];
  if (!bytes) return [];
  return [...children(parse(bytes).documentElement!)]
    .filter(each => attribute(each, "TargetMode") !== "External")
    .map(each => {
      const type = attribute(each, "Type") ?? "";
      return {
        id: attribute(each, "Id") ?? "",
        kind: type.slice(type.lastIndexOf("/") + 1),
        type,
        target: resolved(path, attribute(each, "Target") ?? "")
      };
    })
    .sort((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
}

/** Adds a part that the main one refers to, with its content type. */
export function withPart(parts: Parts, kind: string, path: string, bytes: Uint8Array, contentType: string): Parts {
  const files = {...parts.files, [path]: bytes};
  const known = relations(files, parts.main);
  if (!known.some(each => each.kind === kind)) {
    const type = relations(files, "").find(each => each.kind === "officeDocument")!.type;
    const at = relationsOf(parts.main);
    const empty = new TextEncoder().encode(`<Relationships xmlns="${packageRelations}"/>`);
    files[at] = added(files[at] ?? empty, "Relationship", {
      Id: free(`rId${kind}`, new Set(known.map(({id}) => id))),
      Type: type.replace(/officeDocument$/, kind),
      Target: path.startsWith(folderOf(parts.main)) ? path.slice(folderOf(parts.main).length) : `/${path}`
    });
  }
  const types = "[Content_Types].xml";
  const listed = [...children(parse(files[types]!).documentElement!)];
  if (!listed.some(each => attribute(each, "PartName") === `/${path}`))
    files[types] = added(files[types]!, "Override", {PartName: `/${path}`, ContentType: contentType});
  return {...parts, files};
}

/** The package as a zip: the same files give the same bytes. */
export function pack({files}: Parts): Uint8Array {
  const entries: Zippable = {};
  for (const [name, bytes] of Object.entries(files)) entries[name] = [bytes, {level: name.endsWith("/") ? 0 : 6}];
  return zipSync(entries, {mtime: new Date(1980, 0, 1)});
}

const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

/** The folder of a part, with its slash. */
export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

const relationsOf = (path: string) => `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`;

/** A target as a path in the package: from its root, or from the folder of the part that refers to it. */
function resolved(path: string, target: string): string {
  const steps = target.startsWith("/") ? [] : path.split("/").slice(0, -1);
  for (const step of target.split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
}

function added(bytes: Uint8Array, name: string, attributes: Record<string, string>): Uint8Array {
  const document = parse(bytes);
  const root = document.documentElement!;
  const prefix = root.prefix ? `${root.prefix}:` : "";
  const element = document.createElementNS(root.namespaceURI, prefix + name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  root.appendChild(element);
  return serialize(document);
}

function free(id: string, taken: ReadonlySet<string>): string {
  let name = id;
  for (let i = 1; taken.has(name); i++) name = `${id}${i}`;
  return name;
}
