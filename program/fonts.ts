import {readFile} from "node:fs/promises";
import subset from "subset-font";

/** Letters of European languages, punctuation, arrows, signs, shapes, kana and full-width forms. */
const signs = [
  [0x20, 0x250],
  [0x2000, 0x2c00],
  [0x3000, 0x3400],
  [0xff00, 0xfff0]
] as const;

/**
 * A font file with what an office may print: signs of every kind, and every character of two bytes of GB18030 (20,902
 * Han), since titles and names may hold any of them. A rarer one is told when a chart is drawn; a printed
 * page takes it from the fonts of the machine.
 */
export async function printed(path: string): Promise<Buffer> {
  return subset(await readFile(path), characters(), {targetFormat: "sfnt"});
}

function characters(): string {
  const decoder = new TextDecoder("gb18030");
  const text: string[] = [];
  for (const [from, until] of signs) for (let code = from; code < until; code++) text.push(String.fromCharCode(code));
  for (let high = 0x81; high < 0xff; high++)
    for (let low = 0x40; low < 0xff; low++) if (low !== 0x7f) text.push(decoder.decode(new Uint8Array([high, low])));
  // What stands at no character, and the area of private use.
  return text.join("").replace(/[\ufffd\ue000-\uf8ff]/g, "");
}
