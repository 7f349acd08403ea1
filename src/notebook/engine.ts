import type {ArrowTable} from "./result.js";
import {namesTable} from "./statement.js";

/** The engine of statements. */
export interface Engine {
  query(sql: string): Promise<ArrowTable>;
}

/** What of Framework's `DuckDBClient` is used: it has no public way to add a table to a client that is open. */
export interface Client extends Engine {
  _db: {
    connect(): Promise<{
      insertArrowFromIPCStream(bytes: Uint8Array, options: {name: string; schema: string}): Promise<unknown>;
      close(): Promise<unknown>;
    }>;
  };
}

/**
 * An engine that starts with the first statement and reads a table when a statement first names it: a page fetches what
 * is asked, while the engine starts. What asks for the tables themselves (show tables) has all of them.
 */
export function lazyEngine(
  open: () => Promise<Client>,
  files: Readonly<Record<string, () => Promise<ArrayBuffer>>>
): Engine {
  let opening: Promise<Client> | null = null;
  const inserted = new Map<string, Promise<void>>();
  const insert = async (client: Promise<Client>, name: string, file: () => Promise<ArrayBuffer>) => {
    const [bytes, {_db}] = await Promise.all([file(), client]);
    const connection = await _db.connect();
    try {
      await connection.insertArrowFromIPCStream(new Uint8Array(bytes), {name, schema: "main"});
    } finally {
      await connection.close();
    }
  };
  return {
    async query(sql) {
      opening ??= open();
      const client = opening;
      const named = Object.entries(files).filter(
        ([name]) => /^\s*show\b|information_schema|duckdb_/i.test(sql) || namesTable(sql, name)
      );
      for (const [name, file] of named)
        if (!inserted.has(name)) {
          const done = insert(client, name, file);
          // What failed is tried again by the next statement.
          done.catch(() => inserted.delete(name));
          inserted.set(name, done);
        }
      await Promise.all(named.map(([name]) => inserted.get(name)));
      return (await client).query(sql);
    }
  };
}
