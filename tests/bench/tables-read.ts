import {DuckDBInstance} from "@duckdb/node-api";
import {inputs} from "../../loaders/files.js";
import {readReference} from "../../loaders/ingest/reference.js";
import {ingest} from "../../loaders/ingest.js";
import {parseMetrics} from "../../src/metrics/table/index.js";

/** Ms that reading and parsing an office's tables takes in a process that has taken its exports in. */
const {exports, reference} = await inputs("tests/offices/riverside");
const instance = await DuckDBInstance.create(":memory:");
const few = reference.filter(({name}) => name.startsWith("sessions"));
await ingest(await instance.connect(), {exports, reference: few}, undefined, {keepGoing: true});
const started = performance.now();
const {metrics} = await readReference(reference);
parseMetrics(metrics.rows, {kinds: metrics.kinds, own: metrics.own, ledger: []});
console.log(performance.now() - started);
