import type {Fault} from "./problem.js";
import type {Field} from "./source.js";

/** How a kind calls what makes two rows one, and what to do about two that differ. */
interface Called {
  who?: string;
  words?: {same?: string; title?: string; who?: string; one?: string};
  remedy?: string;
}

/** `where` is the other row: `第 3 行`, or with the file before it. */
export const sameKeyFault = (
  where: string,
  {words: {same = "编号"} = {}, remedy = `请核对${same},改正后重新导出`}: Called = {}
): Fault => ({
  code: "same-key",
  what: `${same}与${where}相同,内容却不同`,
  remedy
});

/** A row of a newer export has the same number, and is another by its content and by whose it is. */
export const keyConflictFault = (where: string, {who, words = {}}: Called, more: string): Fault => ({
  code: "key-conflict",
  what: `${words.same ?? "编号"}与较新的 ${where}相同,内容${who ? `和${words.who ?? "提出者"}` : ""}却不同`,
  remedy: `请核对${words.same ?? "是否重新编号"},或删去旧的导出${more}`
});

/** A newer export has it with another title. */
export const retitledFault = (where: string, {words: {title = "标题", one = "件"} = {}}: Called): Fault => ({
  code: "retitled",
  what: `${title}有改动,以较新的 ${where}为准`,
  remedy: `请确认是同一${one}`
});

export const sameTitleFault = (where: string): Fault => ({
  code: "same-title",
  what: `标题与${where}相同,编号不同`,
  remedy: "两件都计入,请确认不是重复"
});

/** Rows of one record that say different things where it has but one, and what is `taken`; names of people are not said. */
export function disagreeFault(
  field: Field,
  header: string,
  lines: readonly number[],
  values: readonly string[],
  taken: string
): Fault {
  const where = lines.slice(0, 5).join("、") + (lines.length > 5 ? " 等" : "");
  const words = values.slice(0, 5).map(value => wordOf(field, value));
  const said = field.personal ? "" : `:${words.join("、")}${values.length > 5 ? " 等" : ""}`;
  return {
    code: "disagree",
    what: `第 ${where} 行是同一条,「${header}」却不一致${said}`,
    told: true,
    remedy: `${taken},请核对后改为一致`
  };
}

function wordOf(field: Field, value: string): string {
  if (value === "") return "没有写";
  if (field.type === "flag") return value === "true" ? "是" : "否";
  if (field.type === "number") return String(Number(value));
  return field.values?.[value]?.[0] ?? value;
}
