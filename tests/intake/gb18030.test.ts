import {expect, test} from "vitest";
import {encodeGb18030, succeeded} from "../../data/sample/generate/gb18030.js";

const read = (text: string) => new TextDecoder("gb18030", {fatal: true, ignoreBOM: true}).decode(encodeGb18030(text));

/** The characters of a plane that are no surrogates, in order. */
const plane = (number: number) =>
  Array.from({length: 0x10000}, (_, i) => (number === 0 && i >= 0xd800 && i < 0xe000 ? "" : point(number, i))).join("");

const point = (number: number, i: number) => String.fromCodePoint(number * 0x10000 + i);

test.each(Array.from({length: 17}, (_, number) => number))("every character of plane %i is read as written", number => {
  const text = plane(number);
  expect(read(text) === text.replace(/[\ue000-\uf8ff]/g, char => succeeded.get(char) ?? char)).toBe(true);
});

test("a character that gave its bytes to another is read as the other", () => {
  expect(succeeded.size).toBe(19);
  expect(read("\ue5e5\ue78d\ue78e\ue864")).toBe("\u3000\ufe10\ufe12\u9fbb");
});

test("half a character has no bytes", () => {
  expect(() => encodeGb18030("\ud800")).toThrow("invalid text: U+d800 has no GB18030 encoding");
});
