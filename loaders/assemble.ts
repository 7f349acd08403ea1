import {rename, rm} from "node:fs/promises";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {StaffError} from "../src/intake/problem.js";
import {settings} from "../src/metrics/rules.js";
import {text} from "../src/metrics/sql/index.js";
import {plain} from "../src/text/plain.js";
import {typeset} from "../src/text/typeset.js";
import {countFacts} from "./count.js";
import {factStatements} from "./fact-statements.js";
import {factTables} from "./facts.js";
import {bytesOf, type Inputs} from "./files.js";
import {ingest} from "./ingest.js";
import {inOrder, sideBySide, together} from "./lanes.js";
import {madeOf} from "./members/made-of.js";
import {presence} from "./presence.js";
import {staged} from "./staged.js";
import {statements} from "./statements.js";
import {isLarge, threadsFor} from "./threads.js";

/**
 * Builds the warehouse beside `path` and renames it into place: exports → staging → measures → checks.
 * Of `large` exports the same tables are made in a fraction of the memory, in more time. Throws StaffError on what staff
 * must mend; nothing is left behind then.
 */
export async function assemble(
  path: string,
  found: Inputs,
  asOf: string | undefined,
  onProgress: (message: string) => void,
  large = isLarge(bytesOf(found))
): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`;
  await rm(beside, {force: true});
  try {
    const instance = await DuckDBInstance.create(":memory:", {
      ...threadsFor(bytesOf(found)),
      temp_directory: `${beside}.tmp`
    });
    const connection = await instance.connect();
    try {
      // What a crash leaves is made anew: no log of what was written.
      await connection.run(`attach ${text(beside)} as warehouse (recovery_mode no_wal_writes)`);
      await connection.run("use warehouse");
      // Few rows are written as they are: to look for how to pack them takes longer than to read more bytes.
      if (!large) await connection.run("pragma force_compression = 'uncompressed'");
      // They are written out once, while they are checked.
      if (!large) await connection.run("set checkpoint_threshold = '1TiB'");
      await connection.run(`set variable as_of = ${asOf ? `'${asOf}'` : "null"}`);
      const {metrics, charts, notes, naming, kinds: known, lentSessions} = await ingest(connection, found, onProgress);
      onProgress("整理数据 …");
      await connection.run(`set variable lent_sessions = ${lentSessions}`);
      await inOrder(staged(known, settings))(connection);
      // Every statement below asks the facts: made once, none derives them again. Of large exports they lie in a file.
      await connection.run(`attach ${text(large ? `${beside}.facts` : ":memory:")} as made`);
      const {views, made, later} = factStatements(kind => Object.values(factTables(kind)).flat(), undefined, known);
      const staging = (await statements("loaders/staging")).map(({text: sql}) => sql);
      const opened = async () => {
        const other = await instance.connect();
        await other.run("use warehouse");
        return other;
      };
      const viewed = inOrder([...staging, ...views])(connection);
      await together([
        viewed.then(() => inOrder(made)(connection)),
        sideBySide(opened, [
          async other => {
            await presence(other, known);
            await viewed;
            // What was read is written out while facts are made, which lie elsewhere.
            await other.run("checkpoint");
          }
        ])
      ]);
      onProgress("计算指标 …");
      // What the facts of a kind have beside them is made of the others', which are counted meanwhile. Of large exports
      // one thing is done after the other.
      const following = (async () => {
        await inOrder(later)(connection);
        if (later.length > 0) await madeOf(connection, known);
      })();
      if (large) await following;
      const asking = await countFacts(connection, {
        ...{opened, kinds: known, metrics, naming, charts, notes, large},
        upper: found.exports.length === 0 || found.places === true,
        beside: following
      });
      for (const sql of await statements("loaders/offered")) await connection.run(sql.text);
      await connection.run("create table about as select $sample as sample, $fingerprint as fingerprint", {
        sample: found.sample,
        fingerprint: /warehouse-(\w+)/.exec(path)![1]!
      });
      onProgress("校验 …");
      await check(connection, asking);
      await connection.run("detach made");
      await connection.run("checkpoint");
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
    await rename(beside, path);
  } finally {
    await rm(beside, {force: true});
    for (const ending of [".wal", ".facts", ".facts.wal"]) await rm(`${beside}${ending}`, {force: true});
  }
}

/**
 * Runs `checks/*.sql`: the first line of each says in Chinese what must hold; a returned row breaks it. What only the
 * office's own records can contradict begins with 提示: it stands in `check_rows` (`hintsIn`), and the run goes on.
 */
async function check(connection: DuckDBConnection, opened: () => Promise<DuckDBConnection>): Promise<void> {
  await connection.run("create table checks (name varchar, rule varchar, rows integer)");
  await connection.run("create table check_rows (name varchar, rule varchar, place integer, words varchar)");
  const broken: string[] = [];
  const told: string[] = [];
  const made: string[] = [];
  const asked = await statements("loaders/checks");
  const written = connection.run("checkpoint");
  const found = await sideBySide(
    opened,
    asked.map(
      ({text: sql}) =>
        async other =>
          (await other.runAndReadAll(sql)).getRowObjectsJson()
    )
  ).finally(() => written.catch(() => {}));
  await written;
  for (const [i, {name, text: sql}] of asked.entries()) {
    const [, hint, rule] = /^--\s*(提示:)?(.+)$/m.exec(sql) ?? [];
    if (!rule) throw new Error(`invalid check ${name}: no rule in its first line`);
    const rows = found[i]!;
    made.push(`(${text(name)}, ${text(rule)}, ${rows.length})`);
    const words = rows.map(row =>
      Object.entries(row)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => `${key} ${typeof value === "number" ? plain(value) : value}`)
        .join(",")
    );
    if (hint)
      told.push(...words.map((said, place) => `(${text(name)}, ${text(rule)}, ${place}, ${text(typeset(said))})`));
    else {
      const most = 5;
      broken.push(...words.slice(0, most).map(said => `校验不通过「${rule}」:${said}`));
      if (rows.length > most) broken.push(`……「${rule}」共 ${rows.length} 处`);
    }
  }
  await connection.run(`insert into checks values ${made.join(", ")}`);
  if (broken.length)
    throw new StaffError([...broken, "请按上面的提示核对导出文件或参考表，改正后重新运行。"].join("\n"));
  if (told.length) await connection.run(`insert into check_rows values ${told.join(", ")}`);
}
