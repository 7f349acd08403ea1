import {type FSWatcher, watch} from "node:fs";
import {mkdir} from "node:fs/promises";

const quiet = 300;

/**
 * Calls `changed` once a change in one of the folders has settled, one call at a time; what changes meanwhile
 * leads to one more. Returns what stops it.
 */
export async function follow(folders: string[], changed: () => Promise<void>): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const run = async () => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await changed();
    } finally {
      running = false;
      if (again) {
        again = false;
        soon();
      }
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(run, quiet);
  };
  const watchers: FSWatcher[] = [];
  for (const folder of folders) {
    // The office's program may lie where nothing can be written: what is not there then does not come either.
    const there = await mkdir(folder, {recursive: true}).then(
      () => true,
      () => false
    );
    if (!there) continue;
    watchers.push(
      watch(folder, {recursive: true}, (_, name) => {
        if (!name?.includes(".observablehq")) soon();
      })
    );
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
