import {link, readFile, rename, rm, stat, utimes, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {StaffError} from "../src/intake/problem.js";
import {makeFolder} from "./folder.js";

const pause = 100;
/** A holder says this often that it lives; silent for `silence`, it is dead although its number may be in use again. */
const beat = 5_000;
const silence = 180_000;
/** So long a holder that cannot be told from another process of its number is waited for without a sign of life. */
const patience = 60_000;

/**
 * Holds a lock file while `work` runs: one process at a time. Waits for a living holder (telling `onWait` once),
 * takes over from a dead one, also when another process has its number by now. Throws StaffError when the holder can
 * be neither told alive nor dead.
 */
export async function locked<T>(
  path: string,
  work: () => Promise<T>,
  onWait: () => void = () => {},
  patient = patience
): Promise<T> {
  await makeFolder(dirname(path));
  const own = await signature(process.pid);
  let waited = false;
  let [beaten, since] = [0, Date.now()];
  while (!(await take(path, own))) {
    if (await dead(path)) {
      await bury(path);
      continue;
    }
    if (!waited) onWait();
    waited = true;
    const beat = await stat(path).then(
      ({mtimeMs}) => mtimeMs,
      () => 0
    );
    if (beat !== beaten) [beaten, since] = [beat, Date.now()];
    const text = await holder(path);
    if (text !== null && !text.includes(" ") && Date.now() - since > patient) throw new StaffError(stuck(path, text));
    await new Promise(done => setTimeout(done, pause));
  }
  const pulse = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), beat);
  pulse.unref();
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    if ((await holder(path)) === own) await rm(path, {force: true});
  }
}

/** Takes a lock away that a process left which is gone. */
export async function release(path: string): Promise<void> {
  if (await dead(path)) await bury(path);
}

const stuck = (path: string, pid: string) =>
  `另一个任务（进程号 ${pid || "不明"}）占着 ${path}，一直没有动静；请关闭其他正在运行的窗口，确认没有任务在运行以后删去这个文件，再运行一次。`;

/** Of one process several may try at once, each by a file of its own. */
let tries = 0;

/** The lock appears with its content at once, so that a process killed here leaves no empty one. */
async function take(path: string, own: string): Promise<boolean> {
  const beside = `${path}.${process.pid}.${++tries}`;
  try {
    await writeFile(beside, own);
    await link(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // Memory cards and some network folders know no links; each system says so in its own way, Windows as EISDIR.
    return await create(path, own);
  } finally {
    await rm(beside, {force: true});
  }
}

async function create(path: string, own: string): Promise<boolean> {
  try {
    await writeFile(path, own, {flag: "wx"});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function dead(path: string): Promise<boolean> {
  const text = await holder(path);
  const info = await stat(path).catch(() => null);
  if (text === null || !info) return false;
  const pid = Number(text.split(" ")[0]);
  if (pid && !alive(pid)) return true;
  if (pid && text.includes(" ") && (await signature(pid)) !== text) return true;
  return Date.now() - info.mtimeMs > silence;
}

/** Takes a dead holder's lock away; one that a third process took meanwhile is given back. */
async function bury(path: string): Promise<void> {
  const grave = `${path}.${process.pid}.${++tries}.dead`;
  await rename(path, grave).catch(() => {});
  if (!(await dead(grave)) && (await holder(grave)) !== null) await link(grave, path).catch(() => {});
  await rm(grave, {force: true});
}

const holder = (path: string) => readFile(path, "utf8").catch(() => null);

/** A process by number and, where the system says it, the moment it started: numbers are used again. */
async function signature(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const started = line.slice(line.lastIndexOf(")") + 2).split(" ")[19];
  return started ? `${pid} ${started}` : String(pid);
}

/** Whether a process of this number is there. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
