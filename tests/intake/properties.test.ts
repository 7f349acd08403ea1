import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import fc from "fast-check";
import {expect, test} from "vitest";
import {encodeGb18030, succeeded} from "../../data/sample/generate/gb18030.js";
import {Scanner} from "../../loaders/ingest/scan.js";
import {emptyContext} from "../../src/intake/context.js";
import {readDate, timeOfDay} from "../../src/intake/dates.js";
import {RowSplitter, swallows} from "../../src/intake/repair.js";
import {readTable} from "../../src/intake/rows.js";
import {cleanText, isBlank} from "../../src/intake/text.js";
import {plainOf, readerOf} from "../../src/intake/values.js";
import {kinds} from "../../src/kinds/index.js";
import {readExport} from "../../src/kinds/read.js";
import {runs} from "../random.js";
import {readCase} from "./read-case.js";

const han = fc.stringMatching(/^[\u4e00-\u9fa5]{1,6}$/);
/** Any text that an export can hold: no lone surrogates, no control characters but line breaks. */
const text = fc
  .string({unit: "binary", maxLength: 30})
  .map(s => s.replace(/[\p{Cc}\p{Cs}\p{Cn}\ufeff\ufffd]/gu, "\n").replaceAll("\r", ""))
  .map(cleanText)
  .filter(s => s !== "" && !isBlank(s) && cleanText(s) === s && !/^#/.test(s));

const successors = (value: string) => value.replace(/[\ue000-\uf8ff]/g, char => succeeded.get(char) ?? char);

const cell = (value: string) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const table = (header: string[], body: string[][], end = "\n") =>
  [header, ...body].map(cells => cells.map(cell).join(",") + end).join("");

const encoders: Record<string, (value: string) => Uint8Array> = {
  "UTF-8": value => new TextEncoder().encode(value),
  "UTF-8 BOM": value => new TextEncoder().encode(`\ufeff${value}`),
  GB18030: value => encodeGb18030(value),
  "UTF-16LE": value => new Uint8Array([0xff, 0xfe, ...Buffer.from(value, "utf16le")])
};

test.each(Object.keys(encoders))("what is written in %s is read back, whatever the text", async encoding => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, {minLength: 1, maxLength: 8}),
      fc.constantFrom("\n", "\r\n"),
      async (drawn, end) => {
        // GB18030 has no bytes of their own for a few characters: they are written, and meant, as others.
        const titles = encoding === "GB18030" ? drawn.map(title => cleanText(successors(title))) : drawn;
        fc.pre(titles.every(title => !isBlank(title)));
        const body = titles.map((title, i) => [`S${i}`, title, "委员", "2024-01-05", "某地报送"]);
        // A little Chinese text that only this encoding makes readable.
        const written = table(["流水号", "标题", "来源类型", "收到日期", "提交者"], body, end);
        const read = await readExport("社情民意.csv", encoders[encoding]!(written));
        expect(read.refused).toBeNull();
        expect(read.encoding).toBe(encoding);
        expect(read.records.map(record => record.values.title)).toEqual(titles);
      }
    ),
    {numRuns: runs(60)}
  );
});

test("arbitrary bytes are read or refused with a reason, and every record is accounted for", async () => {
  const header = new TextEncoder().encode("流水号,标题,来源类型,收到日期\nS1,某事,委员,2024-01-05\n");
  const bytes = fc.oneof(
    fc.uint8Array({maxLength: 300}),
    fc.uint8Array({maxLength: 200}).map(tail => Uint8Array.from([...header, ...tail])),
    fc.string({unit: fc.constantFrom('"', ",", "\n", "\r", "甲", "a", " "), maxLength: 80}).map(tail => {
      return Uint8Array.from([...header, ...new TextEncoder().encode(tail)]);
    }),
    fc.uint8Array({maxLength: 100}).map(tail => Uint8Array.from([0x50, 0x4b, 3, 4, ...tail]))
  );
  await fc.assert(
    fc.asyncProperty(bytes, async input => {
      const {refused, counts, records} = await readExport("x.csv", input);
      if (refused !== null) expect(refused).toMatch(/[。;]/);
      const {accepted, quarantined, duplicates, dropped} = counts;
      const {header: again, total, footer, blank} = dropped;
      expect(accepted + quarantined + duplicates + again + total + footer + blank).toBe(counts.records);
      expect(records.length).toBe(accepted);
    }),
    {numRuns: runs(400)}
  );
});

const comma = {delimiter: ",", quote: '"'};

const odd = fc.string({unit: fc.constantFrom('"', ",", "\n", "\r\n", "甲", "b", " ", '""'), maxLength: 40});

test("rows come out the same when the text comes in pieces", () => {
  fc.assert(
    fc.property(odd, fc.integer({min: 1, max: 7}), (whole, size) => {
      const splitter = new RowSplitter(comma);
      const pieces = [];
      for (let i = 0; i < whole.length; i += size) pieces.push(...splitter.push(whole.slice(i, i + size)));
      pieces.push(...splitter.push("", true));
      expect(pieces).toEqual([...new RowSplitter(comma).push(whole, true)]);
    })
  );
});

test("a written table is split as csv-parse splits it, and counted alike byte by byte", () => {
  const cells = fc.array(fc.array(odd, {minLength: 3, maxLength: 3}), {minLength: 1, maxLength: 6});
  fc.assert(
    fc.property(cells, body => {
      const written = table(["a", "b", "c"], body);
      const mine = [...new RowSplitter(comma).push(written, true)];
      expect(mine).toEqual(readTable(written, comma));
      expect(mine.map(row => row.cells)).toEqual(parse(written, {record_delimiter: "\n"}));
      const scanner = new Scanner(44, 3, 1);
      const whole = !body.some(row => swallows(row, {...comma, width: 3}));
      expect(scanner.push(Buffer.from(written)) && scanner.finish()).toBe(whole);
      if (whole) expect(scanner.records).toBe(body.length);
    })
  );
});

test("a text without quotes is split as csv-parse splits it, whatever its lines and their ends", () => {
  const lines = fc.array(fc.stringMatching(/^[ a,;一\ufeff]{0,6}$/), {minLength: 1, maxLength: 6});
  const options = {record_delimiter: ["\r\n", "\n", "\r"], relax_column_count: true};
  fc.assert(
    fc.property(lines, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean(), (drawn, end, ended) => {
      const written = drawn.join(end) + (ended ? end : "");
      const given: string[][] = parse(written, options);
      expect(readTable(written, comma)).toEqual(given.map((cells, i) => ({line: i + 1, lines: 1, cells})));
      expect(readTable(written, comma, 2).map(({cells}) => cells)).toEqual(given.slice(0, 2));
    })
  );
});

test("a text that a bulk reader passes as plain reads as it is written", () => {
  for (const source of kinds) {
    for (const [id, field] of Object.entries(source.fields)) {
      const plain = plainOf(field);
      if (!plain) continue;
      const read = readerOf(source, id, emptyContext());
      const any = fc.oneof(
        text,
        fc.stringMatching(/^[0-9A-Za-z-]{1,12}$/),
        fc.tuple(han, text, han).map(parts => parts.join(""))
      );
      fc.assert(
        fc.property(any, value => {
          const long = Buffer.byteLength(value) > plain.bytes;
          fc.pre(long && plain.patterns.every(pattern => new RegExp(pattern, "u").test(value)));
          expect(read(value)).toEqual({value});
        }),
        {numRuns: runs(50), maxSkipsPerRun: 1000}
      );
    }
  }
});

test("a time of day behind a date changes nothing", () => {
  const time = fc.tuple(fc.integer({min: 0, max: 23}), fc.integer({min: 0, max: 59}), fc.integer({min: 0, max: 59}));
  const days = fc.constantFrom("2024-03-05", "2024/3/5", "2024年3月5日", "2024.3.5", "20240305", "2024-13-05", "某日");
  fc.assert(
    fc.property(days, time, (day, parts) => {
      const full = `${day} ${parts.join(":")}`;
      expect(readDate(full)).toEqual(readDate(full.replace(new RegExp(timeOfDay), "")));
    })
  );
});

const header = "提案编号,届次,案由,提案者类型,第一提案人,类别,提交日期,审查结果,主办单位,办理结果".split(",");
const row = fc.record({
  session: fc.constantFrom("十一届三次", "第十一届三次会议", "", "九届九次"),
  title: fc.constantFrom("关于示例街道公园建设的建议", "关于示例街道养老服务工作的建议", "", "=1+1", "'示例", "案由"),
  kind: fc.constantFrom("委员个人", "党派", "1", "某类", ""),
  who: fc.constantFrom("委员0001", "委员0002等3人", "无"),
  category: fc.constantFrom("城乡建设", "城市建设", "其他"),
  date: fc.constantFrom("2024-01-10", "2024/1/9 9:02:03", "2024.13.5", "", "未提交", "2024-03"),
  review: fc.constantFrom("立案", "不立案", "立 案", "0", ""),
  unit: fc.constantFrom("区教育局", "区教育局(主办)、区商务局(会办)", "区发改委(2)", "某局", ""),
  outcome: fc.constantFrom("A", "B", "Z", "已解决", "")
});
const numbered = fc
  .array(row, {minLength: 1, maxLength: 8})
  .map(list => list.map((cells, i) => [String(i + 1).padStart(4, "0"), ...Object.values(cells)] as string[]));

/** Ingest tables written as CSV files of one office. */
async function office(files: Record<string, string>, large?: number) {
  const folder = await mkdtemp(join(tmpdir(), "office-"));
  try {
    await mkdir(folder, {recursive: true});
    for (const [name, written] of Object.entries(files)) await writeFile(join(folder, name), written);
    return (await readCase(folder, {large})) as {files: object[]; problems: string[]; rows: Record<string, Rows>};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

type Rows = {file: number; line: number; id: string}[];

const records = (read: {rows: Record<string, Rows>}) =>
  (read.rows.proposals ?? []).map(({file: _, line: __, ...rest}) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));

test("what is read in bulk is what is read row by row", async () => {
  await fc.assert(
    fc.asyncProperty(numbered, async body => {
      const files = {"提案.csv": table(header, body)};
      expect(await office(files, 0)).toEqual(await office(files));
    }),
    {numRuns: runs(25)}
  );
});

test("row order, splitting a file in two, and exporting twice change no record", async () => {
  await fc.assert(
    fc.asyncProperty(numbered, fc.integer({min: 0, max: 8}), async (body, at) => {
      const whole = records(await office({"提案.csv": table(header, body)}));
      expect(records(await office({"提案.csv": table(header, body.toReversed())}))).toEqual(whole);
      const halves = {"提案1.csv": table(header, body.slice(0, at)), "提案2.csv": table(header, body.slice(at))};
      expect(records(await office(halves))).toEqual(whole);
      const again = {"提案_20240601.csv": table(header, body), "提案_20241231.csv": table(header, body.toReversed())};
      expect(records(await office(again))).toEqual(whole);
    }),
    {numRuns: runs(15)}
  );
});
