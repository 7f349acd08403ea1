import type {DuckDBConnection} from "@duckdb/node-api";

const marked = /\/\*@([\s\S]*?)\*\//g;
const many = new WeakSet<DuckDBConnection>();

/**
 * The connection for work on many offices at once. SQL that is written for one office says between the marks of a comment
 * that begins with `@` what is to be added where the tables hold several: the column `whose` that tells whose a row is.
 * Over this connection it is in force. `offices` (whose), `file_offices` (file, whose) say which there are and whose file is which.
 */
export function overOffices(connection: DuckDBConnection): DuckDBConnection {
  const proxy = new Proxy(connection, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      if (typeof found !== "function") return found;
      if (name !== "run" && name !== "runAndReadAll") return found.bind(target);
      return (sql: string, ...more: unknown[]) => found.call(target, sql.replace(marked, "$1"), ...more);
    }
  });
  many.add(proxy);
  return proxy;
}

/** Whether the tables that a connection works on hold several offices. */
export const ofMany = (connection: DuckDBConnection): boolean => many.has(connection);
