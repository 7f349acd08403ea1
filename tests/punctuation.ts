import {strFromU8, unzipSync} from "fflate";

const han = "[\\p{Script=Han}，。；：、（）“”]";
const beside = new RegExp(`.{0,12}(?:(?<=${han}) ?(?:[,;:?!()"]|\\.(?!\\w))|[,;:?!()"](?=${han})).{0,12}`, "gu");
/** Codes: names of files, addresses, what is quoted as it stands in a cell. */
const codes = /[^\s，。；：、“”「」]+\.(?:csv|xlsx|docx|json|md)|[a-z]+:\/\/\S+|“[^“”]*”/giu;

/** The half-width marks of a text that stand beside a Han character, each with what stands around it; codes excepted. */
export const halfWidthIn = (text: string): string[] => text.replace(codes, "…").match(beside) ?? [];

/** The texts of a file that staff read: of each part of an office's document, of a page, of a drawing. */
export function textsOf(name: string, bytes: Uint8Array): string[] {
  const plain = (markup: string) =>
    markup
      .replace(/<style>.*?<\/style>/gs, "")
      .replace(/<\/(?:w:p|a:p|t|td|th|p|h\d|text|title|desc|caption|figcaption|c:v)>/g, "\n")
      .replace(/<[^>]+>/g, "");
  if (/\.(docx|pptx|xlsx)$/.test(name))
    return Object.entries(unzipSync(bytes)).flatMap(([part, content]) =>
      part.endsWith(".xml") ? plain(strFromU8(content)) : []
    );
  return /\.(html|svg)$/.test(name) ? [plain(strFromU8(bytes))] : name.endsWith(".md") ? [strFromU8(bytes)] : [];
}
