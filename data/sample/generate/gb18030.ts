/** Every character that the platform's own decoder gives for a two- or four-byte sequence, with that sequence. */
let table: Map<string, number[]> | undefined;

/**
 * Private-use characters whose bytes GB18030 has given to others (2005 and 2022, as browsers decode them): what is
 * written as the first is read as the second, by every decoder of today.
 */
export const succeeded: ReadonlyMap<string, string> = new Map(
  [
    "\ue5e5\u3000 \ue78d\ufe10 \ue78e\ufe12 \ue78f\ufe11 \ue790\ufe13 \ue791\ufe14 \ue792\ufe15 \ue793\ufe16",
    "\ue794\ufe17 \ue795\ufe18 \ue796\ufe19 \ue81e\u9fb4 \ue826\u9fb5 \ue82b\u9fb6 \ue82c\u9fb7 \ue832\u9fb8",
    "\ue843\u9fb9 \ue854\u9fba \ue864\u9fbb"
  ].flatMap(line => line.split(" ").map(pair => [pair[0]!, pair[1]!] as const))
);

/** Text as GB18030 bytes: every character has some but lone surrogates, `invalid text: …`. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= build();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code > 0xffff) bytes.push(...linear(code - 0x10000 + 189000));
    else {
      const sequence = table.get(char) ?? table.get(succeeded.get(char)!);
      if (!sequence) throw new Error(`invalid text: U+${code.toString(16)} has no GB18030 encoding`);
      bytes.push(...sequence);
    }
  }
  return Uint8Array.from(bytes);
}

/** The four bytes at a position of the linear part: 10 × 126 × 10 sequences for each first byte. */
function linear(position: number): number[] {
  const [second, third, fourth] = [12600, 1260, 10].map(size => {
    const digit = Math.floor(position / size);
    position %= size;
    return digit;
  }) as [number, number, number];
  return [0x81 + second, 0x30 + third, 0x81 + fourth, 0x30 + position];
}

function build(): Map<string, number[]> {
  const sequences: number[][] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) sequences.push([lead, trail]);
  for (let position = 0; position < 4 * 12600; position++) sequences.push(linear(position));
  const lines = Uint8Array.from(sequences.flatMap(sequence => [...sequence, 0x0a]));
  const chars = new TextDecoder("gb18030").decode(lines).split("\n");
  const found = new Map<string, number[]>();
  sequences.forEach((sequence, i) => {
    const char = chars[i]!;
    // A sequence without a character gives U+FFFD, alone or with the bytes that the decoder handed back.
    if ([...char].length === 1 && char !== "\ufffd" && !found.has(char)) found.set(char, sequence);
  });
  found.set("\ufffd", [0x84, 0x31, 0xa4, 0x37]);
  return found;
}
