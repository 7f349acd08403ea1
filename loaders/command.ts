import {existsSync} from "node:fs";
import {parseArgs} from "node:util";
import {StaffError} from "../src/intake/problem.js";
import {typeset} from "../src/text/typeset.js";
import {explain} from "./fault.js";
import type {WarehouseOptions} from "./warehouse.js";

const dataHelp =
  "  --data 文件夹      使用该文件夹下的 exports 和 reference;不写则用 data/exports,没有导出文件时用示例数据";
const helpHelp = "  --help              显示本说明";

/** What every command takes. */
export const commonHelp = `${dataHelp}
  --as-of 2025-10-31  按这一天的情况计算
${helpHelp}`;

/** The same of a command for which it makes no difference what day it is. */
export const undatedHelp = `${dataHelp}
${helpHelp}`;

export interface Arguments extends WarehouseOptions {
  help: boolean;
  values: Record<string, string | undefined>;
  /** Those of the command's own switches (`--json`) that were given. */
  flags: ReadonlySet<string>;
  positionals: string[];
}

/**
 * Reads a command's arguments: `--data`, `--as-of`, `--help`, the text options and the switches named by the command.
 * Throws StaffError on what is not understood.
 */
export function readArguments(args: string[], names: string[] = [], switches: string[] = []): Arguments {
  const own: Record<string, {type: "string" | "boolean"}> = {};
  for (const name of names) own[name] = {type: "string"};
  for (const name of switches) own[name] = {type: "boolean"};
  const options: typeof own = {data: {type: "string"}, "as-of": {type: "string"}, help: {type: "boolean"}, ...own};
  let parsed: {values: Record<string, string | boolean | undefined>; positionals: string[]};
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options
    }) as typeof parsed;
  } catch {
    // A value that begins with a dash looks like another option.
    const at = args.findIndex(
      (arg, i) => /^--[\w-]+$/.test(arg) && /^-/.test(args[i + 1] ?? "") && arg.slice(2) in options
    );
    const dashed =
      at >= 0 && options[args[at]!.slice(2)]!.type === "string" && !(args[at + 1]!.replace(/^-+/, "") in options)
        ? `；${args[at]} 后面的值以横线开头的，写成 ${args[at]}=${args[at + 1]}`
        : "";
    throw new StaffError(`看不懂的参数:${args.join(" ")}${dashed}。加上 --help 可以看到说明。`);
  }
  const {data, "as-of": asOf, help, ...values} = parsed.values as Record<string, string> & {help?: boolean};
  if (asOf !== undefined && !isDate(asOf))
    throw new StaffError(`--as-of 后面的日期“${asOf}”看不懂,应写成 2025-10-31 的样子。`);
  if (asOf !== undefined && asOf > localDay(new Date()))
    throw new StaffError(`--as-of 后面的日期 ${asOf} 还没有到,那一天的情况无从算起;请改写为今天或以前的日期。`);
  if (data !== undefined && !existsSync(data)) throw new StaffError(`--data 指的文件夹“${data}”不存在,请核对路径。`);
  const flags = new Set(switches.filter(name => parsed.values[name]));
  return {data, asOf, help: Boolean(help), values, flags, positionals: parsed.positionals};
}

/** Throws StaffError on more bare words than a command takes: `report -- 2024` would write another year without a word. */
export function refuseStray({positionals}: Arguments, taken = 0): void {
  const [stray] = positionals.slice(taken);
  if (stray === undefined) return;
  const remedy = /^\d{4}$/.test(stray) ? `年度应写成 --year ${stray}` : "选项前要写 --,名称里有空格时要加引号";
  throw new StaffError(`看不懂的参数“${stray}”:${remedy}。加上 --help 可以看到说明。`);
}

/** Throws StaffError on `--data` or `--as-of` given to a command that has no use for it: what to do instead is in `remedies`. */
export function refuseUnused(read: Arguments, remedies: {data?: string; asOf?: string}): void {
  if (read.data !== undefined && remedies.data) throw new StaffError(`这条命令不用 --data：${remedies.data}`);
  if (read.asOf !== undefined && remedies.asOf) throw new StaffError(`这条命令不用 --as-of：${remedies.asOf}`);
}

/** Runs a command and sets the exit code; a StaffError is printed plainly, exit code 1. */
export async function finish(run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    process.stderr.write(`${said(error)}\n`);
    process.exitCode = 1;
  }
}

/** What staff read of an error; of one that nobody foresaw, programmers see more with TRACE. */
export function said(error: unknown): string {
  const words = explain(error);
  if (words !== null) return typeset(words);
  const {message, stack} = error as Error;
  if (process.env.TRACE) return String(stack);
  const first = (message ?? String(error)).split("\n")[0];
  return `程序出了没有料到的错误，原有的文件没有改动：${first}。请把这句话告诉维护程序的人（先设 TRACE=1 再运行一次，可以看到经过）。`;
}

/** Writes words for staff to standard output; what machines read is written as it is. */
export const print = (words: string): void => void process.stdout.write(typeset(words));

/** Prints what a long step does, with the seconds since the start. */
export function progress(write: (line: string) => void = line => process.stderr.write(`${line}\n`)) {
  const start = performance.now();
  let last = "";
  return (message: string) => {
    // A large file says several times that it is being read.
    if (message !== last)
      write(`${((performance.now() - start) / 1000).toFixed(1).padStart(6)}秒  ${typeset(message)}`);
    last = message;
  };
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const localDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, "0")).join("-");
