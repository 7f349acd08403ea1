import type {Listed} from "./pages.js";

/** What observablehq.config.ts says that we read: the pages, and what runs our loaders. */
export interface Config {
  pages: Listed[];
  interpreters: Record<string, string[]>;
}

export const readConfig = async (): Promise<Config> => (await import("../../observablehq.config.js")).default;
