/** A file with one thing wrong, in the manner of the Pollock benchmark of messy CSV files. */
export interface Polluted {
  name: string;
  bytes: Uint8Array;
}

export interface Clean {
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const cell = (text: string, delimiter = ",", quote = '"') =>
  text.includes(delimiter) || text.includes(quote) || text.includes("\n")
    ? quote + text.replaceAll(quote, quote + quote) + quote
    : text;
const line = (cells: readonly string[], delimiter = ",", quote = '"') =>
  cells.map(text => cell(text, delimiter, quote)).join(delimiter);

/** The table as a careful writer writes it. */
export const written = ({header, rows}: Clean, delimiter = ",", end = "\n", quote = '"') =>
  [header, ...rows].map(cells => line(cells, delimiter, quote) + end).join("");

/** Every pollution of every row and place, the header included, and of the file as a whole. */
export function* pollutions(clean: Clean): Generator<Polluted> {
  yield* ofRows(clean);
  for (const {name, text} of ofFile(clean)) yield {name, bytes: utf8(text)};
  const text = written(clean);
  yield {name: "encoding utf-8 with mark", bytes: utf8(`\ufeff${text}`)};
  yield {name: "encoding utf-16le", bytes: new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")])};
  yield {name: "encoding utf-16le without mark", bytes: new Uint8Array(Buffer.from(text, "utf16le"))};
  yield {name: "encoding latin-1", bytes: new Uint8Array(Buffer.from(text, "latin1"))};
}

/** A line of the file as its cells are written, and the same with one place changed. */
function* ofRows(clean: Clean): Generator<Polluted> {
  const lines = [clean.header, ...clean.rows].map(cells => cells.map(text => cell(text)));
  const whole = lines.map(cells => cells.join(","));
  const file = (row: number, changed: string, end = "\n") => {
    const before = whole.slice(0, row).map(text => `${text}\n`);
    const after = whole.slice(row + 1).map(text => `${text}\n`);
    return utf8([...before, changed + end, ...after].join(""));
  };
  for (const [row, cells] of lines.entries()) {
    const at = (kind: string, place: number) => `row ${row} place ${place} ${kind}`;
    for (let i = 0; i < cells.length; i++) {
      const joined = (a: string, b: string, by: string) =>
        [...cells.slice(0, i), a + by + b, ...cells.slice(i + 2)].join(",");
      const put = (text: string) => cells.with(i, text).join(",");
      const own = cells[i]!;
      const half = own.length >> 1;
      yield {name: at("separator too many", i), bytes: file(row, put(`,${own}`))};
      // Within quotes a separator or a line end is text, and no pollution.
      if (!own.startsWith('"'))
        yield {
          name: at("separator within a cell", i),
          bytes: file(row, put(`${own.slice(0, half)},${own.slice(half)}`))
        };
      if (i + 1 < cells.length)
        for (const by of ["", ";", "\t", "|", " ", ", ", "\uff0c"])
          yield {name: at(`separator ${JSON.stringify(by)}`, i), bytes: file(row, joined(own, cells[i + 1]!, by))};
      for (const quoted of [
        `"${own}`,
        `${own}"`,
        `${own.slice(0, half)}"${own.slice(half)}`,
        `"${own}"x`,
        `""${own}""`
      ])
        if (own !== "" && !(quoted.startsWith('""') && own.startsWith('"')))
          yield {name: at(`quote ${quoted}`, i), bytes: file(row, put(quoted))};
      const bare = clean.rows[row - 1]?.[i] ?? own;
      for (const quoted of [`'${bare}'`, ` "${bare}"`, `"${bare}" `, `"${bare.replace(/^(.)/, '\\"$1\\"')}"`])
        yield {name: at(`quoted ${quoted}`, i), bytes: file(row, put(quoted))};
      for (const end of own.startsWith('"') ? [] : ["\n", "\r", "\r\n"])
        yield {
          name: at(`broken by ${JSON.stringify(end)}`, i),
          bytes: file(row, put(own.slice(0, half) + end + own.slice(half)))
        };
      for (const blank of [" ", "\u3000", "\u00a0", "\u200b"])
        yield {name: at(`blank ${JSON.stringify(blank)}`, i), bytes: file(row, put(blank + own + blank))};
    }
    const place = (kind: string) => `row ${row} ${kind}`;
    for (const end of ["\r", "\r\n", "", ";", ",", ",,,", "\n\n", "\n,,\n", "\n \n", "\r\r\n"])
      yield {
        name: place(`ends in ${JSON.stringify(end)}`),
        bytes: file(
          row,
          whole[row]!,
          end.includes("\n") ? end : `${end}${end.includes("\r") || end === "" ? "" : "\n"}`
        )
      };
    yield {name: place("twice its separators"), bytes: file(row, cells.join(",,"))};
    yield {
      name: place("all quoted"),
      bytes: file(row, cells.map(text => (text.startsWith('"') ? text : `"${text}"`)).join(","))
    };
    yield {name: place("quoted as a whole"), bytes: file(row, `"${whole[row]!.replaceAll('"', '""')}"`)};
    yield {name: place("indented"), bytes: file(row, `  ${whole[row]}`)};
    if (row > 0)
      for (let left = 1; left < cells.length; left++)
        yield {name: place(`only ${left} cells`), bytes: file(row, cells.slice(0, left).join(","))};
  }
}

function* ofFile(clean: Clean): Generator<{name: string; text: string}> {
  const {header, rows} = clean;
  const text = written(clean);
  const body = rows.map(cells => `${line(cells)}\n`).join("");
  const head = `${line(header)}\n`;
  for (const delimiter of [";", "\t", "|", "\uff0c", " ", ", ", ":"])
    yield {name: `delimiter ${JSON.stringify(delimiter)}`, text: written(clean, delimiter)};
  for (const end of ["\r\n", "\r", "\n\n", "\r\r\n"])
    yield {name: `line ends ${JSON.stringify(end)}`, text: written(clean, ",", end)};
  for (const quote of ["'", "`"]) yield {name: `quote ${quote} where needed`, text: written(clean, ",", "\n", quote)};
  for (const quote of ['"', "'", "`", "|"]) {
    const all = [header, ...rows].map(cells =>
      cells.map(c => quote + c.replaceAll(quote, quote + quote) + quote).join(",")
    );
    yield {name: `quote ${quote} around all`, text: `${all.join("\n")}\n`};
    const data = all.slice(1).join("\n");
    yield {name: `quote ${quote} around all but the header`, text: `${head}${data}\n`};
  }
  yield {name: "quotes escaped by \\", text: text.replaceAll('""', '\\"')};
  yield {name: "no last line end", text: text.slice(0, -1)};
  yield {name: "two last line ends", text: `${text}\n`};
  yield {name: "no header", text: body};
  yield {name: "header only", text: head};
  yield {name: "nothing but line ends", text: "\n\n\n"};
  yield {name: "header twice", text: head + head + body};
  yield {name: "header last", text: body + head};
  yield {
    name: "header in the middle",
    text:
      head +
      line(rows[0]!) +
      "\n" +
      head +
      rows
        .slice(1)
        .map(cells => `${line(cells)}\n`)
        .join("")
  };
  yield {name: "header on two lines", text: `${header.map(() => "提案").join(",")}\n${head}${body}`};
  yield {name: "units under the header", text: `${head}${header.map(() => "(文本)").join(",")}\n${body}`};
  for (let i = 0; i < header.length; i++) {
    const named = (name: string) => `${line(header.with(i, name))}\n${body}`;
    yield {name: `header ${i} blank`, text: named("")};
    yield {name: `header ${i} as its neighbour`, text: named(header[i === 0 ? 1 : i - 1]!)};
    yield {name: `header ${i} unknown`, text: named("某列")};
    yield {name: `header ${i} a number`, text: named("7")};
    yield {name: `header ${i} missing`, text: `${line(header.toSpliced(i, 1))}\n${body}`};
    yield {name: `header ${i} too many`, text: `${line(header.toSpliced(i, 0, "某列"))}\n${body}`};
    yield {name: `header ${i} blank too many`, text: `${line(header.toSpliced(i, 0, ""))}\n${body}`};
    for (const name of ["", "某列", "序号"])
      for (const value of ["", "x"])
        yield {
          name: `column ${i} too many: ${name} ${value}`,
          text: written({header: header.toSpliced(i, 0, name), rows: rows.map(r => r.toSpliced(i, 0, value))})
        };
    yield {name: `data of column ${i} missing`, text: head + rows.map(r => `${line(r.toSpliced(i, 1))}\n`).join("")};
    yield {
      name: `data of column ${i} too many`,
      text: head + rows.map(r => `${line(r.toSpliced(i, 0, ""))}\n`).join("")
    };
  }
  yield {
    name: "columns in another order",
    text: written({header: header.toReversed(), rows: rows.map(r => r.toReversed())})
  };
  for (const many of [1, 2, 3]) {
    yield {name: `${many} lines above`, text: "2024年提案一览\n".repeat(many) + text};
    yield {
      name: `${many} wide lines above`,
      text: `${line(header.map((_, i) => (i ? "" : "2024年提案一览")))}\n`.repeat(many) + text
    };
    yield {name: `${many} lines below`, text: text + "本表由系统生成\n".repeat(many)};
    yield {name: `${many} blank lines above`, text: "\n".repeat(many) + text};
    yield {name: `${many} comment lines`, text: "# 注\n".repeat(many) + text};
  }
  const second = "序号,活动名称,活动日期,活动类型,参加人次\n1,视察养老机构,2024-05-06,视察,12\n";
  for (const gap of ["", "\n", "\n\n", `${line(header.map(() => ""))}\n`]) {
    yield {name: `second table of another kind after ${JSON.stringify(gap)}`, text: text + gap + second};
    if (gap)
      yield {
        name: `second table alike after ${JSON.stringify(gap)}`,
        text: text + gap + head + line(rows[0]!.with(0, "0991")) + "\n"
      };
    yield {
      name: `second table with fewer columns after ${JSON.stringify(gap)}`,
      text: `${text + gap + line(header.slice(0, -1))}\n${line(rows[0]!.slice(0, -1))}\n`
    };
    yield {
      name: `second table with more columns after ${JSON.stringify(gap)}`,
      text: `${text + gap + line([...header, "某列"])}\n${line([...rows[0]!, "x"])}\n`
    };
  }
  yield {name: "cut off in the middle", text: text.slice(0, text.length >> 1)};
}
