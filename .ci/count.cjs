// Adds up what the runs in a folder reported (<script>.code, <script>.json); exit code 1 where anything failed.
const {existsSync, readdirSync, readFileSync} = require("node:fs");

const folder = process.argv[2];
let passed = 0;
let failed = 0;
for (const name of readdirSync(folder).filter(name => name.endsWith(".code"))) {
  const code = Number(readFileSync(`${folder}/${name}`, "utf8"));
  const report = `${folder}/${name.replace(".code", ".json")}`;
  const result = read(report);
  passed += result ? result.numPassedTests : Number(code === 0);
  const broken = result ? result.testResults.filter(file => file.status === "failed" && file.assertionResults.length === 0) : [];
  const faults = (result ? result.numFailedTests : 0) + broken.length;
  failed += code === 0 ? faults : Math.max(1, faults);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The report of a run, or null where it has none that is whole. */
function read(path) {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
  } catch {
    return null;
  }
}
