import type {Browser} from "playwright-core";
import {launch} from "../loaders/browser.js";

let open: Promise<Browser> | undefined;

/** The one browser of a worker, started for the first test file that looks at a page. */
export function chromium(): Promise<Browser> {
  open ??= launch();
  return open;
}

/** Closes what a test file has opened in it. */
export async function closePages(): Promise<void> {
  for (const context of (await open)?.contexts() ?? []) await context.close();
}
