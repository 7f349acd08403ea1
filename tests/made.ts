import {execFile} from "node:child_process";
import {mkdir} from "node:fs/promises";
import {resolve} from "node:path";
import {promisify} from "node:util";
import type {Edition} from "../loaders/edition.js";
import {locked} from "../loaders/lock.js";
import {buildSite} from "../loaders/site/build.js";
import {makers} from "../reports/makers.js";

/** No network at all: as root, or in a user namespace of one's own. */
export const noNetwork = process.getuid?.() === 0 ? ["unshare", "-n"] : ["unshare", "-rn"];

/**
 * The folder of the sample's site, made once for all suites (whoever asks first makes it, the others wait) and left for
 * the next run, which makes it anew when code or data changed. The one with filters is made where there is no network.
 */
export async function site(edition: Edition): Promise<string> {
  const output = `.cache/tests/${edition}`;
  if (edition !== "filters") await buildSite({data: "data/sample", edition, output, makers});
  else {
    const [command, ...rest] = [
      ...noNetwork,
      ...["npm", "run", "build", "--", "--filters", "--data", "data/sample", "--output", output]
    ];
    await promisify(execFile)(command!, rest);
  }
  return output;
}

/**
 * Converts documents with LibreOffice, all in one run: to start it takes longer than to convert. Its settings are made
 * once; only one run at a time may use them.
 */
export async function convert(files: readonly string[], to: string, folder: string): Promise<void> {
  const settings = `-env:UserInstallation=file://${resolve(".cache/tests/office")}`;
  await mkdir(".cache/tests", {recursive: true});
  await locked(".cache/tests/office.lock", () =>
    promisify(execFile)("soffice", [settings, "--headless", "--convert-to", to, "--outdir", folder, ...files])
  );
}
