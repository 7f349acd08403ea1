import type {Fault} from "./problem.js";
import type {Field} from "./source.js";

/** Rows of one record that say different things where it has but one; names of people are not said. */
export function disagreeFault(field: Field, lines: readonly number[], values: readonly string[]): Fault {
  const where = lines.slice(0, 5).join("、") + (lines.length > 5 ? " 等" : "");
  const words = values.slice(0, 5).map(value => field.values?.[value]?.[0] ?? value);
  const said = field.personal ? "" : `:${words.join("、")}${values.length > 5 ? " 等" : ""}`;
  return {
    code: "disagree",
    what: `第 ${where} 行是同一条,「${field.names[0]}」却不一致${said}`,
    told: true,
    remedy: "已取最先写明的,请核对后改为一致"
  };
}
