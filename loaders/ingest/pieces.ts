import {type FileHandle, open} from "node:fs/promises";
import type {Encoding} from "../../src/intake/decode.js";

const piece = 4 << 20;

/** What a decoder of the platform calls each encoding. */
export const labels: Record<string, string> = {
  "UTF-8": "utf-8",
  "UTF-8 BOM": "utf-8",
  GB18030: "gb18030",
  "UTF-16LE": "utf-16le",
  "UTF-16BE": "utf-16be"
};

/** Bytes of the mark at its beginning. */
export const bomOf = (encoding: Encoding) => (encoding === "UTF-8 BOM" ? 3 : encoding.startsWith("UTF-16") ? 2 : 0);

/** The end of the last whole character: just behind the last ASCII byte. */
export function boundary(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! >= 0x80) end--;
  return end;
}

/** So many bytes of a file from a position on, fewer at its end. */
export async function readAt(handle: FileHandle, position: number, size: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(size);
  const {bytesRead} = await handle.read(buffer, 0, size, position);
  return buffer.subarray(0, bytesRead);
}

/** The bytes of a file from a position on, a few megabytes at a time. */
export async function* pieces(handle: FileHandle, from: number): AsyncGenerator<Buffer> {
  for (let position = from; ; ) {
    const bytes = await readAt(handle, position, piece);
    if (bytes.length === 0) return;
    position += bytes.length;
    yield bytes;
  }
}

/** Writes a GB18030 file as UTF-8; the line where it is no GB18030, or null. */
export async function transcode(handle: FileHandle, path: string): Promise<number | null> {
  const decoder = new TextDecoder("gb18030", {fatal: true});
  const out = await open(path, "w");
  let lines = 1;
  let writing: Promise<unknown> = Promise.resolve();
  try {
    for await (const bytes of pieces(handle, 0)) {
      let text: string;
      try {
        text = decoder.decode(bytes, {stream: true});
      } catch {
        return lines;
      }
      for (let i = bytes.indexOf(10); i >= 0; i = bytes.indexOf(10, i + 1)) lines++;
      const utf8 = Buffer.from(text);
      await writing;
      writing = out.writeFile(utf8);
    }
    await writing;
    try {
      decoder.decode();
    } catch {
      return lines;
    }
    return null;
  } finally {
    await writing.catch(() => {});
    await out.close();
  }
}
