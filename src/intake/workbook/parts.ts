import {unzipSync} from "fflate";
import {SaxesParser, type SaxesTagPlain} from "saxes";

/** Unpacked, a workbook larger than this is no office's export (a million rows have less) but would fill the memory. */
const largest = 250_000_000;

/** A part of the package: the name of its entry in the archive, and its bytes unpacked. */
export type Parts = (path: string) => Uint8Array | null;

/** Where a part refers to: the kind of relationship (its last word) and the path within the package. */
export interface Relation {
  id: string;
  kind: string;
  path: string;
}

/** Opens the archive of a workbook, unpacking nothing yet. */
export function openParts(bytes: Uint8Array): {parts: Parts} | {refused: string} {
  const names = new Map<string, string>();
  let size = 0;
  try {
    unzipSync(bytes, {
      filter: entry => {
        names.set(plainPath(entry.name), entry.name);
        size += entry.originalSize;
        return false;
      }
    });
  } catch {
    return {refused: "压缩结构已损坏,读不出来;请重新导出,或用 Excel 打开后另存为 .xlsx。"};
  }
  if (names.has("word/document.xml")) return {refused: "这是 Word 文档,不是数据表;请导出 CSV 或 xlsx。"};
  if (names.has("ppt/presentation.xml")) return {refused: "这是演示文稿,不是数据表;请导出 CSV 或 xlsx。"};
  if (names.has("xl/workbook.bin")) return {refused: "这是二进制工作簿(.xlsb);请用 Excel 打开,另存为 .xlsx。"};
  if (names.has("content.xml")) return {refused: "这是 ODF 表格(.ods);请用 WPS 或 Excel 打开,另存为 .xlsx。"};
  if (!names.has("[content_types].xml") && !names.has("xl/workbook.xml"))
    return {refused: "这是压缩包,不是数据表;请解压后把其中的 CSV 或 xlsx 放入。"};
  if (size > largest) return {refused: "工作簿解压后过大;请按年度分开导出,或另存为 CSV。"};
  return {
    parts: path => {
      const name = names.get(plainPath(path));
      return name === undefined ? null : (unzipSync(bytes, {filter: entry => entry.name === name})[name] ?? null);
    }
  };
}

/** Names of parts are told apart by neither case nor the kind of slash. */
const plainPath = (path: string) => path.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();

/** What a part refers to; nothing where it refers to nothing. */
export function relationsOf(parts: Parts, path: string): Relation[] {
  const at = path.lastIndexOf("/") + 1;
  const folder = path.slice(0, at);
  const bytes = parts(`${folder}_rels/${path.slice(at)}.rels`);
  const found: Relation[] = [];
  if (!bytes) return found;
  readXml(bytes, {
    open(name, {Id = "", Type = "", Target = ""}) {
      if (name === "Relationship") found.push({id: Id, kind: Type.replace(/.*\//, ""), path: resolve(folder, Target)});
    }
  });
  return found;
}

function resolve(folder: string, target: string): string {
  const path: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/"))
    if (step === "..") path.pop();
    else if (step !== "" && step !== ".") path.push(step);
  return path.join("/");
}

export interface Handlers {
  /** Names and attributes are without their prefix. */
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

const piece = 1 << 20;

/** Reads a part from its first to its last element. Throws where it is no well-formed XML. */
export function readXml(bytes: Uint8Array, {open, text, close}: Handlers): void {
  const parser = new SaxesParser();
  if (open)
    parser.on("opentag", (tag: SaxesTagPlain) => {
      const attributes: Record<string, string> = {};
      for (const name in tag.attributes) attributes[local(name)] = tag.attributes[name]!;
      open(local(tag.name), attributes);
    });
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  if (close) parser.on("closetag", (tag: SaxesTagPlain) => close(local(tag.name)));
  parser.on("error", error => {
    throw error;
  });
  const decoder = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8");
  for (let at = 0; at < bytes.length; at += piece)
    parser.write(decoder.decode(bytes.subarray(at, at + piece), {stream: true}));
  parser.write(decoder.decode()).close();
}

const local = (name: string) => name.slice(name.indexOf(":") + 1);
