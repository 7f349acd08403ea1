import {expect, test} from "vitest";
import {emptyContext} from "../../src/intake/context.js";
import {readExport} from "../../src/kinds/read.js";

const session = {session: "十一届三次", term: 11, ordinal: 3, opens: "2024-01-13", closes: "2024-01-16", year: 2024};
const read = (id: string) =>
  readExport("提案.csv", new TextEncoder().encode(`提案编号,案由,提交日期,届次\n${id},甲,2024-01-15,十一届三次\n`), {
    ...emptyContext(),
    sessions: [session]
  });

/** What a spreadsheet makes of `1-2`, `0001` or `20240100012` when it opens an export and saves it again. */
test.each([
  ...["1月2日", "1月", "一月二日", "2-Jan", "02-Jan", "Jan-24", "Jan-2", "3-Mar-24", "3-Mar-2024"].map(id => [
    id,
    "id-date"
  ]),
  ...["2024/1/2", "2024年1月2日", "1/2/2024", "2024-01-02 00:00:00", "12:30", "1:02:00 AM"].map(id => [id, "id-date"]),
  ...["1.2E+10", "1E+05", "2.02401E+11"].map(id => [id, "scientific"]),
  ["########", "hashes"],
  ["#NAME?", "formula"]
])("the id %s is none any more: %s, and the row does not count", async (id, code) => {
  const {problems, counts} = await read(id);
  expect(problems[0]).toMatchObject({code, line: 2, column: "提案编号", found: id});
  expect(counts.accepted).toBe(0);
});

test.each(["1-2", "0001", "2024-01-0012", "T012", "十一届三次-12", "AB-3", "45293", "Mar-2024-012"])(
  "the id %s stays as it is",
  async id => {
    expect((await read(id)).records.map(({values}) => values.number)).toEqual([id]);
  }
);
