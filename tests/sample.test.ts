import {readdirSync, readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {exports, reference} from "../data/sample/generate/files.js";
import {encodeGb18030} from "../data/sample/generate/gb18030.js";

const folder = (name: string) => new URL(`../data/sample/${name}/`, import.meta.url);
const text = (bytes: Uint8Array) => {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder("gb18030", {fatal: true}).decode(bytes);
  }
};

describe.each([
  ["exports", exports],
  ["reference", reference]
] as const)("the sample's %s", (name, generate) => {
  const files = generate();

  it("are what the generator writes, byte for byte", () => {
    expect(readdirSync(folder(name)).sort()).toEqual([...files.keys()].sort());
    for (const [file, bytes] of files)
      expect(Buffer.compare(readFileSync(new URL(file, folder(name))), bytes), file).toBe(0);
  });

  it("hold no number that could be a telephone's or an identity card's", () => {
    for (const [file, bytes] of files) expect(text(bytes).match(/\d{11}|\d{17}[\dXx]/), file).toBeNull();
  });
});

it("every title of the sample's exports says that it is an example", () => {
  for (const [file, bytes] of exports()) {
    if (/台账|名册|线索|测评/.test(file)) continue;
    const lines = text(bytes)
      .split(/\r?\n/)
      .filter(line => /^(TA|HD|SQ|YJ|T?\d{3,4},)/.test(line));
    expect(lines.length, file).toBeGreaterThan(40);
    expect(text(bytes).match(/\(示例\)/g)!.length, file).toBeGreaterThanOrEqual(lines.length);
  }
});

describe("encodeGb18030", () => {
  it("writes what the platform reads, for every character", () => {
    let all = "";
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code === 0xd800) code = 0xe000; // surrogates
      if (code === 0xe000) code = 0xf900; // private use: editions of the standard differ
      if (code === 0x20000) code = 0x2a700;
      if (code === 0x2d000) code = 0x10ff00;
      all += String.fromCodePoint(code);
    }
    expect(new TextDecoder("gb18030", {fatal: true, ignoreBOM: true}).decode(encodeGb18030(all)) === all).toBe(true);
  });

  it("writes characters outside the two-byte part with four bytes", () => {
    expect([...encodeGb18030("提a")]).toEqual([0xcc, 0xe1, 0x61]);
    expect(encodeGb18030("㐂")).toHaveLength(4);
    expect([...encodeGb18030("𐀀")]).toEqual([0x90, 0x30, 0x81, 0x30]);
  });

  it("refuses half a character", () => {
    expect(() => encodeGb18030("\ud800")).toThrow("invalid text");
  });
});
