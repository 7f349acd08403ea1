import {strFromU8, unzipSync} from "fflate";

const han = "[\\p{Script=Han}，。；：、（）“”]";
const beside = new RegExp(`.{0,12}(?:(?<=${han}) ?(?:[,;:?!()"]|\\.(?!\\w))|[,;:?!()"](?=${han})).{0,12}`, "gu");
/** Codes: names of files, addresses, what is quoted as it stands in a cell. */
const codes = /[^\s，。；：、“”「」]+\.(?:csv|xlsx|docx|json|md)|[a-z]+:\/\/\S+|“[^“”]*”/giu;

/** The half-width marks of a text that stand beside a Han character, each with what stands around it; codes excepted. */
const halfWidthIn = (text: string): string[] => text.replace(codes, "…").match(beside) ?? [];

/** The spaces of a text between Han characters and Latin words or numbers, codes and commands excepted. */
const spacesIn = (text: string): string[] =>
  text
    .replace(codes, "…")
    .replace(typed, "…")
    .match(
      /.{0,12}(?:(?<=[\p{Script=Han}，。；：、（）“”])[ \u00a0](?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[ \u00a0](?=[\p{Script=Han}（“])).{0,12}/gu
    ) ?? [];
const typed =
  /np[mx] [\w:-]+(?: [\w:-]+)?(?: --(?=\s))?|--[\w-]+(?: [^\s，。；：、（）,;:()]+)?|[^\s，。；：、（）“”]*[/\\]\S*/gu;

/** What is not set as printed Chinese is: half-width marks beside Han characters, spaces between them and Latin ones. */
export const missetIn = (text: string): string[] => [...halfWidthIn(text), ...spacesIn(text)];

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
