import {readFile} from "node:fs/promises";
import type {DuckDBInstance} from "@duckdb/node-api";
import type {OwnField} from "../../src/intake/columns.js";
import {StaffError} from "../../src/intake/problem.js";
import type {Place} from "../../src/places/places.js";
import {bytesOf, type InputFile, type Inputs} from "../files.js";
import {readReference} from "../ingest/reference.js";
import {together} from "../lanes.js";
import {unpack} from "./bundle.js";
import {type Read, shapeOf, stagePlaces} from "./stage.js";
import {takeBundle} from "./take.js";

/** What a place has given, and what stands in its way. */
export interface Given {
  place: Place;
  /** Its exports with its tables, or the one bundle of figures in their place; null where it gave nothing. */
  found: {inputs: Inputs} | {bundle: InputFile} | null;
  /** SHA-256 over them, and whatever else its facts depend on; null where it gave nothing. */
  digest: string | null;
}

/** How places are read: by which columns of the upper level's metrics, as of which day. */
export interface Reading {
  own: readonly OwnField[];
  /** ISO date. */
  asOf: string | undefined;
}

/** So many are read at the same time: while one waits for the database, this process reads another's files. */
const lanes = 2;

/** So many places are staged by the same statements, of so many bytes: to each statement most is what it costs by itself. */
const most = {places: 70, bytes: 11_000_000};

/** After so many places what was staged is written to the file: until then the memory holds it. */
const round = 250;

/**
 * Reads places into the tables of all (`placeTables`), in the database `into`; what is wrong with one stands in
 * `staged_places`, and stops no other.
 */
export async function readGiven(
  instance: DuckDBInstance,
  into: string,
  changed: readonly Given[],
  {own, asOf}: Reading,
  onPlace: (place: string) => void
): Promise<void> {
  const waiting: Given[] = [];
  const lane = async (beside: string) => {
    const connection = await instance.connect();
    const fault = async ({place, digest}: Given, error: unknown) => {
      if (!(error instanceof StaffError)) throw error;
      await connection.run("insert into staged_places values ($1, $2, $3)", [place.name, digest, error.message]);
    };
    try {
      while (waiting.length > 0) {
        const shapes = new Map<string, Read[]>();
        for (const given of nextOf(waiting, Math.ceil(changed.length / lanes))) {
          const {place, found, digest} = given;
          if ("bundle" in found!) {
            onPlace(place.name);
            const {name, path} = found.bundle;
            const take = async () =>
              takeBundle(connection, place.name, {bundle: unpack(name, await readFile(path)), digest: digest!});
            await take().catch(error => fault(given, error));
            continue;
          }
          const {exports, reference: files} = found!.inputs;
          await readReference(files).then(
            reference => {
              const read = {place: place.name, digest: digest!, exports, reference};
              const shape = shapeOf(read);
              shapes.set(shape, [...(shapes.get(shape) ?? []), read]);
            },
            error => fault(given, error)
          );
        }
        for (const places of shapes.values()) await stagePlaces(connection, into, places, own, asOf, beside, onPlace);
      }
    } catch (error) {
      waiting.length = 0;
      throw error;
    } finally {
      connection.closeSync();
    }
  };
  const connection = await instance.connect();
  // Of so small tables several threads take longer than one.
  await connection.run("set threads = 1");
  try {
    for (let from = 0; from < changed.length; from += round) {
      waiting.push(...changed.slice(from, from + round));
      await together(Array.from({length: Math.min(lanes, waiting.length)}, (_, i) => lane(`given_${i}`)));
      if (from + round < changed.length) await connection.run("checkpoint");
    }
  } finally {
    await connection.run("reset threads");
    connection.closeSync();
  }
}

/** Takes the next places that are staged together off those that wait. */
function nextOf(waiting: Given[], share: number): Given[] {
  const next: Given[] = [];
  for (let bytes = 0; waiting.length > 0 && next.length < Math.min(most.places, share) && bytes < most.bytes; ) {
    const given = waiting.shift()!;
    next.push(given);
    if (given.found && "inputs" in given.found) bytes += bytesOf(given.found.inputs);
  }
  return next;
}
