import {readFile} from "node:fs/promises";
import subset from "subset-font";

/**
 * A font file with what an office may print: the letters of European languages, and every character of two bytes of
 * GB18030 (20,902 Han), since titles and names may hold any of them. A rarer one is told when a chart is drawn; a printed
 * page takes it from the fonts of the machine.
 */
export async function printed(path: string): Promise<Buffer> {
  return subset(await readFile(path), characters(), {targetFormat: "sfnt"});
}

function characters(): string {
  const decoder = new TextDecoder("gb18030");
  const text: string[] = [];
  for (let code = 0x20; code < 0x250; code++) text.push(String.fromCharCode(code));
  for (let high = 0x81; high < 0xff; high++)
    for (let low = 0x40; low < 0xff; low++) if (low !== 0x7f) text.push(decoder.decode(new Uint8Array([high, low])));
  // What stands at no character, and the area of private use.
  return text.join("").replace(/[\ufffd\ue000-\uf8ff]/g, "");
}
