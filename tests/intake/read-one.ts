import {readFileSync} from "node:fs";
import {readExport} from "../../src/kinds/read.js";

/** A process of its own that reads one file: `node read-one.mjs FILE` → what came of it, and what it took. */
const path = process.argv[2]!;
const {refused, counts, problems} = await readExport("活动.xlsx", readFileSync(path));
const {maxRSS} = process.resourceUsage();
process.stdout.write(
  JSON.stringify({refused, accepted: counts.accepted, told: problems.map(({code}) => code), megabytes: maxRSS / 1024})
);
