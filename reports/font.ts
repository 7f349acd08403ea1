import {readFileSync} from "node:fs";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import subset from "subset-font";

const folder = dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/noto-sans-sc/package.json"));

/** The one font of every picture: name and files, regular and bold. No font of the machine is used. */
export const font = {
  family: "Noto Sans SC",
  files: [join(folder, "400Regular/NotoSansSC_400Regular.ttf"), join(folder, "700Bold/NotoSansSC_700Bold.ttf")] as const
};

/**
 * Calls `use` with font files, regular and bold, that hold only the characters of a text: with the whole font a
 * drawing takes ten times as long. The files are gone afterwards.
 */
export async function withFonts<T>(text: string, use: (files: string[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "fonts-"));
  try {
    const files = font.files.map((_, i) => join(folder, `${i}.ttf`));
    for (const [i, bytes] of (await subsets(text, "sfnt")).entries()) await writeFile(files[i]!, bytes);
    return await use(files);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Style rules that carry the font, regular and bold, with the characters of a text: for pages on machines without any. */
export async function fontFaces(text: string): Promise<string> {
  const [regular, bold] = (await subsets(text, "woff2")).map(bytes => bytes.toString("base64"));
  const face = (weight: number, data: string) =>
    `@font-face{font-family:"${font.family}";font-weight:${weight};src:url(data:font/woff2;base64,${data})}`;
  return face(400, regular!) + face(700, bold!);
}

function subsets(text: string, targetFormat: "sfnt" | "woff2"): Promise<Buffer[]> {
  const characters = [...new Set(text)].sort().join("");
  return Promise.all(font.files.map(async file => subset(await readFile(file), characters, {targetFormat})));
}

let known: ((codePoint: number) => boolean) | undefined;

/** The characters of a text that the font lacks; they would print as empty boxes. */
export function missingGlyphs(text: string): string[] {
  known ??= characters(readFileSync(font.files[0]));
  return [...new Set(text)].filter(character => character > " " && !known!(character.codePointAt(0)!));
}

/** Reads the character map (cmap, formats 4 and 12) of a TrueType file. */
function characters(file: Buffer): (codePoint: number) => boolean {
  const tables = file.readUInt16BE(4);
  for (let i = 0; i < tables; i++) {
    const record = 12 + i * 16;
    if (file.toString("latin1", record, record + 4) !== "cmap") continue;
    const ranges = characterRanges(file.subarray(file.readUInt32BE(record + 8)));
    return codePoint => ranges.some(([first, last]) => codePoint >= first && codePoint <= last);
  }
  throw new Error("invalid font: no cmap");
}

function characterRanges(cmap: Buffer): [number, number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + i * 8 + 4));
    const format = table.readUInt16BE(0);
    if (format === 12)
      for (let k = 0; k < table.readUInt32BE(12); k++)
        ranges.push([table.readUInt32BE(16 + k * 12), table.readUInt32BE(20 + k * 12)]);
    if (format === 4) {
      const twice = table.readUInt16BE(6);
      for (let k = 0; k < twice; k += 2) ranges.push([table.readUInt16BE(16 + twice + k), table.readUInt16BE(14 + k)]);
    }
  }
  return ranges.filter(([first]) => first !== 0xffff);
}
