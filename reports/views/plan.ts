/** A step of the engine's plan, as `explain (format json)` gives it. */
export interface Step {
  name: string;
  children: readonly Step[];
  extra_info?: {Table?: string};
}

/**
 * Whether rows of these tables reach the result as they are, not grouped or added up on their way: then each row of the
 * result stands for one of theirs.
 */
export function reaches(plan: readonly Step[], tables: readonly string[], kept = false): boolean {
  return plan.some(({name, children, extra_info}) => {
    const step = name.trim();
    if (/GROUP_BY|AGGREGATE/.test(step)) return false;
    if (step === "CTE" && children.length === 2)
      return reaches([children[1]!], tables, kept || reaches([children[0]!], tables, kept));
    if (step === "CTE_SCAN") return kept;
    const table = extra_info?.Table?.replace(/^.*\./, "");
    return (table !== undefined && tables.includes(table)) || reaches(children, tables, kept);
  });
}
