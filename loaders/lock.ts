import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {dirname} from "node:path";

const pause = 100;

/**
 * Holds a lock file while `work` runs: one process at a time. Waits for a living holder (telling `onWait` once),
 * takes over from a dead one.
 */
export async function locked<T>(path: string, work: () => Promise<T>, onWait: () => void = () => {}): Promise<T> {
  await mkdir(dirname(path), {recursive: true});
  let told = false;
  while (!(await take(path))) {
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    if (holder && !alive(holder)) {
      await rm(path, {force: true});
      continue;
    }
    if (!told) onWait();
    told = true;
    await new Promise(done => setTimeout(done, pause));
  }
  try {
    return await work();
  } finally {
    await rm(path, {force: true});
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), {flag: "wx"});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
