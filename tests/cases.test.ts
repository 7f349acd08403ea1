import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {inputs} from "../loaders/files.js";
import {readReference} from "../loaders/ingest/reference.js";
import {type Warehouse, warehouse} from "../loaders/query.js";
import {StaffError, sentence} from "../src/intake/problem.js";
import {readExport} from "../src/kinds/read.js";

const offices = "tests/cases/exports";
const files = "tests/cases/reader";

interface Case {
  year: number;
  /** The day as of which figures are computed; `-`: the data's own. */
  asOf: string;
  /** Figures by metric id (null: not known); `_problem`: words of which those of the export must be told of. */
  expected: Record<string, number | string | null>;
}

/** Each folder is an office that drops its exports, and what must come out of them. */
describe("exports with a fault of a kind", () => {
  test.each(readdirSync(offices).sort())("%s", async name => {
    const folder = join(offices, name);
    const {year, asOf, expected}: Case = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
    let open: Warehouse;
    try {
      open = await warehouse({data: folder, ...(asOf === "-" ? {} : {asOf})});
    } catch (error) {
      // Not one row counts: what is told is all that comes out.
      if (!(error instanceof StaffError)) throw error;
      expect(Object.keys(expected)).toEqual(["_problem"]);
      expect(wordsOf(String(expected._problem)).filter(word => !error.message.includes(word))).toEqual([]);
      return;
    }
    try {
      const found: Record<string, number | null> = {};
      const {_problem: problem, ...figures} = expected;
      for (const id of Object.keys(figures)) found[id] = await figure(open, id, year, asOf);
      expect(found).toEqual(figures);
      const told = (await open.rows("select severity, message from problems")) as {severity: string; message: string}[];
      expect(told.filter(({message}) => twiceMarked.test(message))).toEqual([]);
      if (typeof problem !== "string") return;
      if (problem.startsWith("none")) expect(told.filter(({message}) => /合计/.test(message))).toEqual([]);
      else expect(told.some(({message}) => wordsOf(problem).every(word => message.includes(word)))).toBe(true);
    } finally {
      open.close();
    }
  });
});

/** A sentence that ends twice. */
const twiceMarked = /[？?！!。，,；;][。，,；;]/;

/** Headers and numbers that a description names. */
const wordsOf = (problem: string) =>
  problem.match(/[\p{Script=Han}]+|(?<![\d-])\d+(?![\d-])/gu)?.filter(word => word !== "年") ?? [];

async function figure(open: Warehouse, id: string, year: number, asOf: string): Promise<number | null> {
  const one = async (sql: string) => Object.values((await open.rows(sql))[0] ?? {value: null})[0] as number | null;
  if (id === "indicators") return one("select count(*)::integer from indicators");
  const cut = /^(\d{4})/.exec(id);
  if (cut) {
    // After New Year a session year that is not over has a view of its own; one that is over is whole.
    const of = `from figures where metric = 'proposals.submitted' and main and year = ${cut[1]} and basis = 'session'`;
    const views = [`${asOf}-session`, ...(asOf.startsWith(String(year)) ? [asOf] : []), "year"];
    return one(
      `select value ${of} and view in ('${views.join("', '")}') order by list_position(['${views.join("', '")}'], view)`
    );
  }
  return one(`select value from figures where metric = '${id}' and view = 'year' and main and year = ${year}`);
}

/** Each file says in its name what is wrong with it: nothing of it may stand under another header without a word. */
describe("files with a fault of a kind", () => {
  test.each(readdirSync(files).sort())("%s", async name => {
    const {context} = await readReference((await inputs("data/sample")).reference);
    const {refused, records, problems} = await readExport(name, readFileSync(join(files, name)), context);
    const sentences = [refused ?? "", ...problems.map(problem => sentence(name, problem))];
    expect(sentences.filter(text => twiceMarked.test(text))).toEqual([]);
    const said = {
      refused,
      records: records.map(({line, values}) => ({line, ...known(values)})),
      problems: problems.map(({line, column, code, severity}) => [severity, code, line, column].join(" ").trim())
    };
    await expect(`${JSON.stringify(said, null, 2)}\n`).toMatchFileSnapshot(`output/cases/${name}.json`);
  });
});

const known = (values: object) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
