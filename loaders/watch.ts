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
    await mkdir(folder, {recursive: true});
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
