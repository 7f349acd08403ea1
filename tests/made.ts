import {execFile} from "node:child_process";
import {promisify} from "node:util";
import {buildSite} from "../loaders/site/build.js";

/** No network at all: as root, or in a user namespace of one's own. */
export const noNetwork = process.getuid?.() === 0 ? ["unshare", "-n"] : ["unshare", "-rn"];

/**
 * The folder of the sample's site, made once for all suites (whoever asks first makes it, the others wait) and left for
 * the next run, which makes it anew when code or data changed. The published one is made where there is no network.
 */
export async function site(edition: "published" | "analyst"): Promise<string> {
  const output = `.cache/tests/${edition}`;
  if (edition === "analyst") await buildSite({data: "data/sample", edition, output});
  else {
    const [command, ...rest] = [...noNetwork, "npm", "run", "build", "--", "--data", "data/sample", "--output", output];
    await promisify(execFile)(command!, rest);
  }
  return output;
}
