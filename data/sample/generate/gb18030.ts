/** Every character that the platform's own decoder gives for a two- or four-byte sequence, with that sequence. */
let table: Map<string, number[]> | undefined;

/** Text as GB18030 bytes, four-byte characters included. Lone surrogates have no encoding: `invalid text: …`. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= build();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code > 0xffff) bytes.push(...linear(code - 0x10000 + 189000));
    else {
      const sequence = table.get(char);
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
