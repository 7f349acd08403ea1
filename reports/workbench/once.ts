import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {cachePath} from "../../loaders/paths.js";

/** Where the address of the program that is open stands, for this user alone: the address lets in. */
const note = () => cachePath("open.txt");

/** The address of a program that is open on these data, or null. */
export async function alreadyOpen(): Promise<string | null> {
  const address = (await readFile(note(), "utf8").catch(() => "")).trim();
  if (!/^http:\/\/127\.0\.0\.1:\d+\/\w*\?token=[\w-]+$/.test(address)) return null;
  // Another program may listen at this port by now: only ours leads on.
  const answer = await fetch(address, {redirect: "manual", signal: AbortSignal.timeout(3000)}).catch(() => null);
  return answer?.status === 303 && answer.headers.get("set-cookie")?.startsWith("yearbook-") ? address : null;
}

/** Notes the address of this program; gives what takes the note away. */
export async function noteOpen(address: string): Promise<() => Promise<void>> {
  await mkdir(dirname(note()), {recursive: true});
  await writeFile(note(), address, {mode: 0o600});
  return async () => {
    if ((await readFile(note(), "utf8").catch(() => "")) === address) await rm(note(), {force: true});
  };
}
