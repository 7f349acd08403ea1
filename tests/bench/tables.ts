import {inputs} from "../../loaders/files.js";
import {readReference} from "../../loaders/ingest/reference.js";
import {kinds} from "../../src/kinds/index.js";
import {parseMetrics} from "../../src/metrics/table/index.js";
import {report} from "./measure.js";

/** The tables of an office, ours among them, read and parsed: time of the processor, all else left out. */
const {reference} = await inputs("tests/offices/riverside");
const taken = await times(15, async () => {
  const {metrics} = await readReference(reference);
  parseMetrics(metrics.rows, {kinds, own: metrics.own, ledger: []});
});
report("参考表读入并解析", taken.slice(5), "毫秒", "< 50");

async function times(count: number, work: () => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const before = process.cpuUsage();
    await work();
    const {user, system} = process.cpuUsage(before);
    taken.push((user + system) / 1000);
  }
  report("参考表第一次读", taken.slice(0, 1), "毫秒", "< 50");
  return taken;
}
