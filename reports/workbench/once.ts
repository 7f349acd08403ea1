import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {dirname, resolve} from "node:path";
import {cachePath, dataPath} from "../../loaders/paths.js";

/** Where the address of the program that is open stands, for this user alone: the address lets in. */
const note = () => cachePath("open.txt");

/** The address of a program that is open on these data, or null. */
export async function alreadyOpen(): Promise<string | null> {
  const [address = "", data] = (await readFile(note(), "utf8").catch(() => "")).split("\n");
  // A folder that was copied while the program was open brings the note of the other.
  if (data !== resolve(dataPath())) return null;
  if (!/^http:\/\/127\.0\.0\.1:\d+\/\w*\?token=[\w-]+$/.test(address)) return null;
  // Another program may listen at this port by now: only ours leads on.
  const answer = await fetch(address, {redirect: "manual", signal: AbortSignal.timeout(3000)}).catch(() => null);
  return answer?.status === 303 && answer.headers.get("set-cookie")?.startsWith("yearbook-") ? address : null;
}

/** Notes the address of this program; gives what takes the note away. */
export async function noteOpen(address: string): Promise<() => Promise<void>> {
  await mkdir(dirname(note()), {recursive: true});
  const text = `${address}\n${resolve(dataPath())}`;
  await writeFile(note(), text, {mode: 0o600});
  return async () => {
    if ((await readFile(note(), "utf8").catch(() => "")) === text) await rm(note(), {force: true});
  };
}
