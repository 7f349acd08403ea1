import {kindOf} from "../kinds/index.js";
import {byMonth, byYear, fromAddress} from "./question.js";

/**
 * A kept view, by its address (`sql.html?sql=…`, `pivot.html?…`), as the page of a notebook: the statement, or what asks
 * the same of the tables of figures, with its chart. Null of a question that these tables cannot answer: filtered, dated,
 * of a column, by other than a declared dimension.
 */
export function pageOf(name: string, address: string): string | null {
  const [path = "", search = ""] = address.replace(/^.*\//, "").split("?");
  const query = new URLSearchParams(search);
  if (/^sql(\.html)?$/.test(path)) {
    const sql = query.get("sql");
    return sql ? page(name, [fence("sql", sql.trim())]) : null;
  }
  return /^pivot(\.html)?$/.test(path) ? asked(name, query) : null;
}

function asked(name: string, query: URLSearchParams): string | null {
  const {kind, measure, rows = null, columns = null, against, filters, years = [], view, basis} = fromAddress(query);
  if (!kind || !measure || measure.includes(":") || against || filters || view) return null;
  if (basis && kind !== "multi" && basis !== kindOf(kind).basis) return null;
  const [axis, ...more] = [rows, columns].filter(each => each !== null && each !== "" && each !== byYear);
  if (more.length > 0) return null;
  const dimensions = kind === "multi" ? [] : (kindOf(kind).dimensions ?? []);
  if (axis && axis !== byMonth && !dimensions.some(({id, only}) => id === axis && only !== "filters")) return null;
  const [table, item] = !axis ? ["figures", ""] : axis === byMonth ? ["months", "month, "] : ["dimensions", "item, "];
  const where = [
    `metric = ${quoted(measure)}`,
    ...(table === "dimensions" ? [`dimension = ${quoted(axis!)}`] : []),
    ...(years.length ? [`year in (${years.join(", ")})`] : [])
  ];
  const order = table === "dimensions" ? "value desc" : table === "months" ? "month" : "year";
  const sql = `select label, unit, ${item}year, value\nfrom ${table}\nwhere ${where.join(" and ")}\norder by ${order}, year`;
  const drawn = table === "figures" ? ["trend", "{year: d.year, value: d.value}"] : ["heat", cells[table]!];
  return page(name, [fence("js", imports(drawn[0]!)), fence("sql id=asked", sql), fence("js", chart(name, drawn))]);
}

const cells: Readonly<Record<string, string>> = {
  months: "{item: d.month + '月', column: d.year + '年', value: d.value}",
  dimensions: "{item: d.item, column: d.year + '年', value: d.value}"
};

const imports = (shape: string) =>
  `import {figure, number, percent, rowsOf, ${shape}} from "../components/notebook.js";`;

const chart = (name: string, [shape, row]: readonly string[]) => `const rows = rowsOf(asked);
const [first] = rows;
const format = value => first.unit === "%" ? percent(value) : number(value, first.unit);
display(rows.length === 0
  ? html\`<p class="empty">这几年没有数据。</p>\`
  : figure(
      ${JSON.stringify(name)},
      options => ${shape}(rows.map(d => (${row})), {label: first.label, format}, options)
    ));`;

const page = (name: string, fences: readonly string[]) =>
  `---\ntitle: ${name}\n---\n\n# ${name}\n\n${fences.join("\n\n")}\n`;
const fence = (tag: string, text: string) => `\`\`\`${tag}\n${text}\n\`\`\``;
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
