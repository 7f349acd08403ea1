/** From this record (from 0) on, a record stands this many lines below its number, until the next shift. */
export interface Shift {
  record: number;
  line: number;
}

/**
 * Counts the records of a delimited file byte by byte, independently of any reader: so that a reader's count can be
 * held against it, and each record has its line. It also tells whether the file is regular, that is, whether every
 * reader must read it alike: one number of cells, quotes only around whole cells, one kind of line end, no control
 * characters. Feed it the bytes in order; they must be UTF-8 or ASCII-compatible.
 */
export class Scanner {
  /** Records below the header that are not blank lines. */
  records = 0;
  blank = 0;
  /** Physical lines begun so far. */
  line = 1;
  readonly shifts: Shift[] = [];
  regular = true;
  readonly #classes = new Uint8Array(256);
  #state: number = skipping;
  #cells = 1;
  #begins = 1;
  /** Separators on this line of a quoted cell: as many as a row has, and a quote was never closed. */
  #inside = 0;
  #folded = false;
  #shift = Number.NaN;
  #before: number = recordStart;

  /** `headerLines` physical lines are passed over; every record below must have `width` cells. */
  constructor(
    delimiter: number,
    readonly width: number,
    readonly headerLines: number
  ) {
    this.#classes.fill(control, 0, 32);
    this.#classes[9] = plain;
    this.#classes[12] = plain;
    this.#classes[10] = newline;
    this.#classes[13] = carriage;
    this.#classes[34] = quote;
    this.#classes[delimiter] = separator;
    if (headerLines === 0) this.#state = recordStart;
  }

  /** Takes the next bytes; false once the file is known to be irregular, and what follows is then of no use. */
  push(bytes: Uint8Array): boolean {
    const classes = this.#classes;
    const size = bytes.length;
    let state = this.#state;
    let cells = this.#cells;
    let line = this.line;
    let inside = this.#inside;
    let folded = this.#folded;
    const whole = this.width < 3 ? Number.POSITIVE_INFINITY : this.width;
    for (let i = 0; i < size; i++) {
      const kind = classes[bytes[i]!]!;
      if (state === unquoted) {
        if (kind === plain) continue;
        if (kind === separator) {
          cells++;
          state = cellStart;
          continue;
        }
      } else if (state === quoted) {
        if (kind === separator) inside++;
        else if (kind === quote) {
          if (folded && inside + 1 >= whole) return this.#irregular();
          state = afterQuote;
        } else if (kind === newline) {
          line++;
          if (inside + 1 >= whole) return this.#irregular();
          inside = 0;
          folded = true;
        } else if (kind === control || (kind === carriage && bytes[i + 1] !== lineFeed)) return this.#irregular();
        continue;
      } else if (state === skipping) {
        if (kind === newline && ++line > this.headerLines) state = recordStart;
        continue;
      } else if (kind === quote) {
        if (state === recordStart) this.#begins = line;
        // The second of two quotes goes on with the cell.
        if (state !== afterQuote) {
          inside = 0;
          folded = false;
        }
        state = quoted;
        continue;
      }
      if (state === afterCarriage) {
        if (kind !== newline) return this.#irregular();
        state = this.#before;
      }
      if (kind === newline) {
        if (state === recordStart) this.blank++;
        else {
          if (cells !== this.width) return this.#irregular();
          this.#record();
        }
        line++;
        cells = 1;
        state = recordStart;
      } else if (kind === separator) {
        if (state === recordStart) this.#begins = line;
        cells++;
        state = cellStart;
      } else if (kind === carriage) {
        this.#before = state;
        state = afterCarriage;
      } else if (kind === control || kind === quote || state === afterQuote) return this.#irregular();
      else {
        if (state === recordStart) this.#begins = line;
        state = unquoted;
      }
    }
    this.#state = state;
    this.#cells = cells;
    this.#inside = inside;
    this.#folded = folded;
    this.line = line;
    return true;
  }

  /** After the last bytes: closes a last record without a line end. */
  finish(): boolean {
    if (!this.regular || this.#state === afterCarriage || this.#state === quoted) return this.#irregular();
    if (this.#state !== recordStart && this.#state !== skipping) {
      if (this.#cells !== this.width) return this.#irregular();
      this.#record();
    }
    return true;
  }

  #record(): void {
    const shift = this.#begins - this.records;
    if (shift !== this.#shift) {
      this.shifts.push({record: this.records, line: shift});
      this.#shift = shift;
    }
    this.records++;
  }

  #irregular(): false {
    this.regular = false;
    return false;
  }
}

const lineFeed = 10;

const plain = 0;
const separator = 1;
const newline = 2;
const quote = 3;
const carriage = 4;
const control = 5;

const skipping = 0;
const recordStart = 1;
const cellStart = 2;
const unquoted = 3;
const quoted = 4;
const afterQuote = 5;
const afterCarriage = 6;
