import {resolve} from "node:path";
import {vi} from "vitest";
import {said} from "../loaders/command.js";
import type {Said} from "./house.js";

/** Runs a command in this process, with a folder such as a copy of the project to work in: it need not be started. */
export async function runHere(
  {folder}: {folder: string},
  [file, ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {}
): Promise<Said> {
  const {run} = (await import(resolve(file!))) as {run(args: string[]): Promise<number>};
  const heard = {stdout: "", stderr: ""};
  const spies = (["stdout", "stderr"] as const).map(name =>
    vi.spyOn(process[name], "write").mockImplementation(text => {
      heard[name] += text;
      return true;
    })
  );
  const before = process.cwd();
  const outside = {...process.env};
  Object.assign(process.env, env);
  process.chdir(folder);
  try {
    return {code: await run([...args]), signal: null, ...heard};
  } catch (error) {
    return {code: 1, signal: null, ...heard, stderr: `${heard.stderr}${said(error)}\n`};
  } finally {
    process.chdir(before);
    for (const name of Object.keys(env)) restore(name, outside[name]);
    for (const spy of spies) spy.mockRestore();
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
