import {kindOf} from "../kinds/index.js";
import {cubeKinds} from "../metrics/filters.js";
import {linkOf} from "../notebook/link.js";
import {lookIn} from "./look.js";
import {byMonth, byYear, fromAddress} from "./question.js";

/**
 * A kept view, by its address (`sql.html?sql=…`, `pivot.html?…`), as the page of a notebook: the statement; what asks the
 * same of the tables of figures, with its chart; or, of a question that these cannot answer (filtered, dated, of a
 * column, crossed), the question itself over the items. Null of an address that asks nothing.
 */
export function pageOf(name: string, address: string): string | null {
  const link = linkOf(address);
  if (!link) return null;
  return link.page === "sql"
    ? page(name, [fence("sql", link.query.get("sql")!.trim())])
    : (asked(name, link.query) ?? opened(name, link.query));
}

function asked(name: string, query: URLSearchParams): string | null {
  const {kind, measure, rows = null, columns = null, against, filters, years = [], view, basis} = fromAddress(query);
  if (!kind || !measure || measure.includes(":") || against || filters || view) return null;
  if (basis && kind !== "multi" && basis !== kindOf(kind).basis) return null;
  // Rows of the tables of figures are of a year each: what adds years up, or holds them against each other, asks items.
  if (lookIn(query).show !== "value" || (![rows, columns].includes(byYear) && years.length !== 1)) return null;
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

/** The question over the items of its kind, with its years to choose. */
function opened(name: string, query: URLSearchParams): string {
  const {kind, view, basis} = fromAddress(query);
  const counted = cubeKinds.find(each => each === kind);
  const dated = counted && (view !== undefined || (basis !== undefined && basis !== kindOf(counted).basis));
  const files: Record<string, string> = {
    ...Object.fromEntries(["about", "figures", "files", "rules", "rule-changes", "years"].map(each => [each, each])),
    ...(counted ? {columns: "item-columns", items: `items-${counted}${dated ? "-dates" : ""}`} : {})
  };
  const listed = Object.entries(files).map(
    ([key, file]) => `  ${/-/.test(key) ? `"${key}"` : key}: FileAttachment("../datasets/${file}.arrow")`
  );
  return page(name, [
    fence(
      "js",
      `import {openPivot} from "../components/notebook.js";\n\nconst asked = await openPivot(${JSON.stringify(`pivot.html?${query}`)}, {\n${listed.join(",\n")}\n});`
    ),
    fence("js", `const years = view(Inputs.checkbox(asked.years, {label: "年度", value: asked.asked}));`),
    fence("js", `display(await asked.figure({years}));`),
    fence("js", `display(Inputs.table(await asked.rows({years})));`)
  ]);
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
