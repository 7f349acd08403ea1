import type {Fault} from "./problem.js";
import type {Source} from "./source.js";

/** The columns that count as zero when they are blank in every row: those of codes, of flags and of lists. */
export const countedColumns = ({fields}: Source): string[] =>
  Object.keys(fields).filter(name => ["code", "flag", "list"].includes(fields[name]!.type));

/**
 * What is told of such a column: zero is what the file says, and may not be what happened. `years`: those in whose rows
 * it is blank, where others have something.
 */
export const blankColumn = (years: readonly number[] = []): Fault => ({
  code: "blank-column",
  what: years.length > 0 ? `${years.join("、")}年的各行全是空白，这一年有关的件数都是0` : "整列空白，有关的件数都是0",
  remedy: "如果实际有，请在系统中补填后重新导出"
});

/** The fields without a column, although a blank cell of each would count as one: what is told of each. */
export const absentColumns = ({label, fields}: Source, carried: readonly string[]): [field: string, fault: Fault][] =>
  Object.entries(fields).flatMap(([field, {blank}]): [string, Fault][] =>
    typeof blank === "number" && !carried.includes(field)
      ? [
          [
            field,
            {
              code: "no-column",
              what: "没有这一列，由它得出的数字都是“无数据”",
              remedy: `一项${label}就计${blank}的，在文件里加上这一列，空着即可`
            }
          ]
        ]
      : []
  );
