import {afterAll, expect, test, vi} from "vitest";
import {Bytes} from "../../src/intake/bytes.js";

afterAll(() => vi.unstubAllGlobals());

const text = '\u7532,"a ""b""",\ud83d\ude00\r\n"x\ny",,\u4e59\r\n\n\u4e19;q';

test("csv-parse reads the same over a browser's bytes as over Node's", async () => {
  const options = {relax_column_count: true, record_delimiter: ["\r\n", "\n", "\r"]};
  const read = async () => {
    vi.resetModules();
    const {parse} = await import("csv-parse/sync");
    const outcomes = [",", ";", "\t", "\uff0c"].map(delimiter => {
      try {
        return parse(text, {...options, delimiter});
      } catch (error) {
        return (error as {code: string}).code;
      }
    });
    return [...outcomes, parse("a,b\n".repeat(5000), {...options, to: 3})];
  };
  const own = await read();
  vi.stubGlobal("Buffer", Bytes);
  expect(await read()).toEqual(own);
  expect(own[0]).toHaveLength(4);
});
