const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", {ignoreBOM: true});

/** As much of Node's Buffer as csv-parse asks of it, over UTF-8 alone. */
export class Bytes extends Uint8Array {
  static isBuffer(value: unknown): boolean {
    return value instanceof Bytes;
  }

  static allocUnsafe(size: number): Bytes {
    return new Bytes(size);
  }

  static of8(value: string | ArrayLike<number>): Bytes {
    return new Bytes(typeof value === "string" ? encoder.encode(value) : value);
  }

  static compare(a: Uint8Array, b: Uint8Array): number {
    const size = Math.min(a.length, b.length);
    for (let i = 0; i < size; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1;
    return Math.sign(a.length - b.length);
  }

  /** Shares its memory with this, unlike that of Uint8Array. */
  override slice(start?: number, end?: number): this {
    return super.subarray(start, end) as this;
  }

  copy(target: Uint8Array, at = 0, start = 0, end = this.length): number {
    const part = super.subarray(start, Math.min(end, start + target.length - at));
    target.set(part, at);
    return part.length;
  }

  compare(other: Uint8Array, start = 0, end = other.length): number {
    return Bytes.compare(this, other.subarray(start, end));
  }

  override toString(_encoding = "utf8", start = 0, end = this.length): string {
    return decoder.decode(super.subarray(start, end));
  }
}

Object.defineProperty(Bytes, "from", {value: Bytes.of8});

// csv-parse is written for Node: in a browser it must find these before it is loaded.
if (!("Buffer" in globalThis)) Object.assign(globalThis, {Buffer: Bytes});
