import {finish} from "../loaders/command.js";
import {type Commands, commands} from "./commands.js";

/** The commands of the project: those of the office's program, those of people at work on it, and Framework's loaders. */
const own: Commands = {
  ...commands,
  deliver: () => import("../reports/commands/deliver.js"),
  places: () => import("../reports/commands/places.js"),
  members: () => import("../reports/commands/members.js"),
  notebook: () => import("../reports/commands/notebook.js"),
  dev: () => import("../reports/commands/dev.js"),
  package: () => import("./package.js"),
  "dataset-sql": () => import("../loaders/main.js"),
  "dataset-places": () => import("../loaders/places/main.js"),
  "dataset-freezes": () => import("../reports/commands/versions.js")
};

/** Runs the command that is named first, with the rest for its arguments, and sets the exit code. */
export async function run([name = "", ...args]: string[]): Promise<void> {
  const command = own[name];
  if (!command) throw new Error(`no command ${name}: ${Object.keys(own).join(", ")}`);
  await finish(async () => (await command()).run(args));
}
