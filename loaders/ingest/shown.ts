import {type Context, ruleValue} from "../../src/intake/context.js";
import {publishedName} from "../../src/intake/mask.js";
import type {Source} from "../../src/intake/source.js";
import {fileNames} from "../../src/kinds/rules.js";
import type {FileSummary} from "./summary.js";

/**
 * What published pages and files call each export: its name without the folder and without what reaches a person, or
 * as the rule has it only its kind and the days it reaches over. No two are alike.
 */
export function shownNames(
  files: readonly Pick<FileSummary, "name" | "kind" | "firstDate" | "lastDate">[],
  sources: readonly Source[],
  context: Context
): string[] {
  const kindsOnly = ruleValue(context, fileNames) === "种类和日期";
  const taken = new Map<string, number>();
  return files.map(({name, kind, firstDate, lastDate}) => {
    const label = sources.find(source => source.name === kind)?.label ?? "没有读的文件";
    const days = firstDate ? `（${firstDate} 至 ${lastDate}）` : "";
    const shown = kindsOnly ? label + days : publishedName(name);
    const times = (taken.get(shown) ?? 0) + 1;
    taken.set(shown, times);
    return times === 1 ? shown : `${shown}（${times}）`;
  });
}
