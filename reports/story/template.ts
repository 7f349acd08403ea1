import type {Book} from "../../src/figures/book.js";
import {condition} from "./conditions.js";
import {fault, NotKnown, TemplateFault} from "./fault.js";
import {halfWidth, leftOver} from "./markdown.js";
import type {Missing} from "./sentences.js";

/** What the head of a template can set, the first of each being what holds without it. */
export const choices = {
  附录: ["有", "全", "无"],
  演示稿: ["无", "有"],
  版式: ["公文", "紧凑"],
  零: ["照写", "略去"]
} as const;

export type Settings = {-readonly [Name in keyof typeof choices]: (typeof choices)[Name][number]};

/** Does what a line needs; a TemplateFault in it is noted with the line's number. */
export type At = (line: number, work: () => void) => void;

/** The text of a template: its settings, its lines as typed, and the number of the first of them. */
export interface Template {
  settings: Settings;
  lines: string[];
  first: number;
}

/** Reads a template, as any editor may have saved it. What cannot be understood is told to `at`. */
export function readTemplate(text: string, at: At): Template {
  const clean = halfWidth(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  const match = /^---\n([\s\S]*?)\n---\n/.exec(clean);
  const head = match ? match[1]!.split("\n") : [];
  const settings = Object.fromEntries(Object.entries(choices).map(([name, [usual]]) => [name, usual])) as Settings;
  for (const [i, line] of head.entries()) at(i + 2, () => choose(settings, line));
  const first = match ? head.length + 3 : 1;
  const lines = clean.slice(match?.[0].length ?? 0).split("\n");
  for (const [i, line] of lines.entries())
    at(first + i, () => {
      const left = leftOver(line);
      if (left) fault(left);
    });
  return {settings, lines, first};
}

function choose(settings: Settings, line: string): void {
  const [, key = "", value = ""] = /^(\S+?)\s*[:：]\s*(\S+)$/.exec(line) ?? [];
  if (!(key in choices) || !(choices[key as keyof Settings] as readonly string[]).includes(value))
    fault(`看不懂的设置“${line}”,可写「附录: 无」「演示稿: 有」「版式: 紧凑」「零: 略去」`);
  Object.assign(settings, {[key]: value});
}

/** A condition that nothing decides: the text between it and its end is left out. */
export interface Undecided extends Missing {
  condition: string;
}

/**
 * Keeps or drops what stands between conditions; lines keep their numbers, placeholders stay as they are.
 */
export function decided({lines, first}: Template, book: Book, at: At): {lines: string[]; undecided: Undecided[]} {
  const undecided: Undecided[] = [];
  const open: {line: number; shown: boolean; otherwise: boolean}[] = [];
  const kept = lines.map((line, i) => {
    const number = first + i;
    let out = "";
    for (const piece of line.split(/(\{\{\s*(?:如果\s[^{}]*|否则|完)\s*\}\})/)) {
      const shown = open.every(({shown}) => shown);
      const word = /^\{\{\s*(如果|否则|完)\s*([^{}]*?)\s*\}\}$/.exec(piece);
      if (!word) {
        if (shown) out += piece;
      } else if (word[1] === "如果") {
        const state = {line: number, shown: false, otherwise: false};
        open.push(state);
        at(number, () => {
          const holds = condition(book, word[2]!);
          if (!shown) return;
          try {
            state.shown = holds();
            state.otherwise = !state.shown;
          } catch (error) {
            if (!(error instanceof NotKnown)) throw error;
            undecided.push({condition: word[2]!, metric: error.metric, reason: error.message, zero: false});
          }
        });
      } else {
        const last = open.at(-1);
        if (!last) at(number, () => fault(`「${word[1]}」前面没有「如果」`));
        else if (word[1] === "完") open.pop();
        else last.shown = last.otherwise;
      }
    }
    return out;
  });
  for (const {line} of open) at(line, () => fault("「如果」没有结束,请在句末写 {{完}}"));
  return {lines: kept, undecided};
}

/** Collects what is wrong, line by line, with the name of the template's file. */
export function faultsOf(name: string): {faults: () => string[]; at: At} {
  const found: {line: number; message: string}[] = [];
  return {
    faults: () => found.sort((a, b) => a.line - b.line).map(({message}) => message),
    at: (line, work) => {
      try {
        work();
      } catch (error) {
        if (!(error instanceof TemplateFault)) throw error;
        found.push({line, message: `${name}.md 第 ${line} 行:${error.message}。`});
      }
    }
  };
}
