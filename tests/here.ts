import {resolve} from "node:path";
import {vi} from "vitest";
import {said} from "../loaders/command.js";
import type {House, Said} from "./house.js";

/** Runs a command in this process, with a copy of the project as its working directory: it need not be started. */
export async function runHere(house: House, [file, ...args]: readonly string[]): Promise<Said> {
  const {run} = (await import(resolve(file!))) as {run(args: string[]): Promise<number>};
  const heard = {stdout: "", stderr: ""};
  const spies = (["stdout", "stderr"] as const).map(name =>
    vi.spyOn(process[name], "write").mockImplementation(text => {
      heard[name] += text;
      return true;
    })
  );
  const before = process.cwd();
  process.chdir(house.folder);
  try {
    return {code: await run([...args]), signal: null, ...heard};
  } catch (error) {
    return {code: 1, signal: null, ...heard, stderr: `${heard.stderr}${said(error)}\n`};
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}
