import {readFileSync} from "node:fs";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import subset from "subset-font";
import {lasting} from "../../loaders/lasting.js";

const packaged = (name: string, file: string) =>
  join(dirname(createRequire(import.meta.url).resolve(`@expo-google-fonts/${name}/package.json`)), file);

/** The one font of every picture: name and files, regular and bold. No font of the machine is used. */
export const font = {
  family: "Noto Sans SC",
  files: [
    packaged("noto-sans-sc", "400Regular/NotoSansSC_400Regular.ttf"),
    packaged("noto-sans-sc", "700Bold/NotoSansSC_700Bold.ttf")
  ] as const
};

/**
 * The faces lent to a page that is printed. TrueType outlines: those of the Noto fonts of a Linux machine are CFF, which
 * Chromium prints as hundreds of nameless Type 3 fonts, ten times as slowly.
 */
const lent = [
  {family: font.family, weight: 400, file: font.files[0]},
  {family: font.family, weight: 700, file: font.files[1]},
  {family: "Noto Serif SC", weight: 400, file: packaged("noto-serif-sc", "400Regular/NotoSerifSC_400Regular.ttf")},
  {family: "Noto Serif SC", weight: 700, file: packaged("noto-serif-sc", "700Bold/NotoSerifSC_700Bold.ttf")}
];

/**
 * Calls `use` with font files, regular and bold, that hold only the characters of a text: with the whole font a
 * drawing takes ten times as long. The files are gone afterwards.
 */
export async function withFonts<T>(text: string, use: (files: string[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "fonts-"));
  try {
    const files = font.files.map((_, i) => join(folder, `${i}.ttf`));
    for (const [i, file] of files.entries()) await writeFile(file, await cut(font.files[i]!, text));
    return await use(files);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** Style rules that carry the fonts with the characters of a text: for pages printed on machines without any. */
export async function fontFaces(text: string): Promise<string> {
  const rules = lent.map(async ({family, weight, file}) => {
    // Not WOFF2: to pack a font takes longer than to print with it.
    const data = (await cut(file, text)).toString("base64");
    return `@font-face{font-family:"${family}";font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
  });
  return (await Promise.all(rules)).join("");
}

/** A font file with only the characters of a text. */
const cut = (file: string, text: string): Promise<Buffer> => cutTo(file, [...new Set(text)].sort().join(""));

const cutTo = lasting(
  24,
  (file: string, characters: string) => `${file} ${characters}`,
  async (file, characters): Promise<Buffer> => subset(await readFile(file), characters, {targetFormat: "sfnt"})
);

let known: ((codePoint: number) => boolean) | undefined;

/** The characters of a text that the font lacks; they would print as empty boxes. */
export function missingGlyphs(text: string): string[] {
  known ??= characters(readFileSync(font.files[0]));
  return [...new Set(text)].filter(character => character.trim() && !known!(character.codePointAt(0)!));
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
