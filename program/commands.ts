/** Commands by their names; each is loaded when it is asked for. */
export type Commands = Record<string, () => Promise<{run(args: string[]): Promise<number>}>>;

/** The commands of the office's program. */
export const commands: Commands = {
  workbench: () => import("../reports/commands/workbench.js"),
  start: () => import("../reports/commands/start.js"),
  build: () => import("../reports/commands/build.js"),
  ingest: () => import("../reports/commands/ingest.js"),
  report: () => import("../reports/commands/report.js"),
  check: () => import("../reports/check.js"),
  freeze: () => import("../reports/commands/freeze.js"),
  verify: () => import("../reports/commands/verify.js"),
  diff: () => import("../reports/commands/diff.js"),
  plenary: () => import("../reports/commands/plenary.js")
};
