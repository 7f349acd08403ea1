import {readFileSync} from "node:fs";
import {readExport} from "../../src/kinds/read.js";

/** A process of its own that reads one file: `node read-one.mjs FILE` → what came of it, and what it took. */
const path = process.argv[2]!;
const {refused, counts, problems} = await readExport("活动.xlsx", readFileSync(path));
process.stdout.write(
  JSON.stringify({refused, accepted: counts.accepted, told: problems.map(({code}) => code), megabytes: most() / 1024})
);

/** The most memory that this process held, kB. What `resourceUsage` says may be what held the one that started it. */
function most(): number {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))![1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
