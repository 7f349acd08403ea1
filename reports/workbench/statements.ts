import {arrowOf} from "../../loaders/arrow.js";
import {overTables} from "../statements.js";

/** What a statement gives over the tables of analysts, as an Arrow stream. Throws StaffError with what the engine says of it. */
export const answerOf = (sql: string, parameters: readonly (string | number | boolean | null)[]): Promise<Uint8Array> =>
  overTables(sql, {}, connection => arrowOf(connection, sql, [...parameters]));
