/** A question of 透视 or a statement that somebody kept: the link that opens it, with what it is for. */
export interface KeptView {
  name: string;
  note: string | null;
  address: string;
  /** 固定: the years stay as they are kept; else they go with the year that is reported on. */
  years: string | null;
}

/** What may stand in 年度 of a kept view. */
export const keptYears = ["随报告", "固定"] as const;

/** The page that an address opens (`pivot.html?…`, `http://…/sql?…`) with what it asks; null where it asks nothing of either. */
export function linkOf(address: string): {page: "pivot" | "sql"; query: URLSearchParams} | null {
  const [path = "", search = ""] = address
    .trim()
    .split("#")[0]!
    .replace(/^[^?]*\//, "")
    .split(/\?(.*)/s);
  const [, page] = /^(pivot|sql)(?:\.html)?$/.exec(path) ?? [];
  const query = new URLSearchParams(search);
  if (page === "sql") return query.get("sql")?.trim() ? {page, query} : null;
  return page === "pivot" && query.get("kind") && query.get("measure") ? {page, query} : null;
}
