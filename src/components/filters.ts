import {Book} from "../figures/book.js";
import type {Cube} from "../figures/cube.js";
import type {Scope} from "../figures/scope.js";
import type {Tables} from "../figures/tables.js";
import {kindOf} from "../kinds/index.js";
import {
  type CubeKind,
  cubeKinds,
  type Filter,
  type FilterField,
  filterFields,
  isEmpty,
  itemCount,
  noFilter
} from "../metrics/filters.js";
import {kindLabels} from "../metrics/index.js";
import {typeset} from "../text/typeset.js";
import {carry} from "./carry.js";
import {edition} from "./edition.js";
import {h} from "./h.js";
import {afterFrame} from "./later.js";
import type {Input} from "./select.js";

/** The cubes of a page by their dataset, each fetched when it is first needed. */
export type CubeFiles = Partial<Record<CubeKind | `${CubeKind}-calendar`, () => Promise<ArrayBuffer>>>;

export interface FilterBar extends Input<Filter> {
  /** The book of what the filter leaves, and says beside the bar how much that is. */
  narrow(book: Book, scope: Scope, filter?: Filter): Promise<Book>;
}

/**
 * The filter of a page: lists to tick behind 筛选, what is chosen as chips, and how many items are left. The choice is
 * kept in the address (`?category=教育&party=民盟`). Cubes are fetched when the bar is opened or the address names a
 * filter, so that a page that is only read stays light.
 */
export function filterBar(tables: Tables, files: CubeFiles): FilterBar {
  if (edition() === "published") return withoutFilters();
  const kinds = cubeKinds.filter(kind => files[kind]);
  const fields = filterFields.filter(({dimensions}) => kinds.some(kind => dimensions[kind]));
  const {catalogue, years: known} = new Book(tables);
  const filter = fromAddress(fields, [...known]);
  const lists = h("div", {class: "filter-fields"});
  const panel = h("details", {class: "filter-panel"}, h("summary", null, "筛选"), lists);
  const chips = h("div", {class: "filter-chips"});
  const status = h("p", {class: "filter-status", role: "status"});
  const notes = h("div", {class: "filter-notes"});
  const element = h("div", {class: "filters", role: "group", "aria-label": "筛选"}, panel, chips, status, notes);

  const cubes = new Map<string, Promise<Cube>>();
  const cube = (kind: CubeKind, asked?: Scope["basis"]) => {
    const {basis: own, alternative} = kindOf(kind);
    const basis = asked && asked === alternative ? alternative : own;
    const name = basis === own ? kind : (`${kind}-${basis}` as const);
    const load = files[name as keyof CubeFiles] ?? files[kind];
    if (!cubes.has(name))
      cubes.set(
        name,
        Promise.all([load!(), counting()]).then(
          ([bytes, {Cube}]) => new Cube(kind, catalogue, bytes, tables.years, basis)
        )
      );
    return cubes.get(name)!;
  };

  // Browsers take milliseconds to change an address: the reader sees the figures first.
  let due = false;
  const addressed = () => {
    if (due) return;
    due = true;
    afterFrame(() => {
      due = false;
      toAddress(filter, fields);
    });
  };
  const changed = () => {
    addressed();
    showChips();
    for (const box of lists.querySelectorAll<HTMLInputElement>("input"))
      box.checked = chosen(box.name).includes(box.value);
    for (const field of lists.querySelectorAll<HTMLElement>("[data-field]")) showCount(field);
    element.dispatchEvent(new Event("input", {bubbles: true}));
  };
  const chosen = (id: string) => (id === "years" ? filter.years.map(String) : (filter.items[id] ?? []));
  const choose = (id: string, items: string[]) => {
    if (id === "years") filter.years = items.map(Number).sort((a, b) => a - b);
    else filter.items[id] = items;
    changed();
  };

  const showChips = () => {
    const named = [...fields, {id: "years", label: "走势年度"}];
    const buttons = named.flatMap(({id, label}) =>
      chosen(id).map(item =>
        h(
          "button",
          {
            type: "button",
            class: "chip",
            "aria-label": `去掉筛选 ${label} ${item}`,
            onclick: () => {
              choose(
                id,
                chosen(id).filter(other => other !== item)
              );
              (chips.querySelector<HTMLElement>("button") ?? panel.querySelector("summary"))?.focus();
            }
          },
          `${label}:${item} `,
          h("span", {"aria-hidden": "true"}, "×")
        )
      )
    );
    const clear = h("button", {type: "button", class: "link", onclick: clearAll}, "清除筛选");
    chips.replaceChildren(...(buttons.length ? [...buttons, clear] : []));
  };
  const clearAll = () => {
    filter.items = {};
    filter.years = [];
    changed();
    panel.querySelector("summary")?.focus();
  };
  const showCount = (field: HTMLElement) => {
    const count = chosen(field.dataset.field!).length;
    field.querySelector(".filter-count")!.textContent = count ? `已选${count}项` : "全部";
  };

  const list = (id: string, label: string, items: string[]) => {
    const field = h(
      "details",
      {class: "filter-field", "data-field": id},
      h("summary", null, label, " ", h("span", {class: "filter-count"})),
      h(
        "fieldset",
        null,
        h("legend", null, label),
        items.map(item =>
          h(
            "label",
            null,
            h("input", {type: "checkbox", name: id, value: item, checked: chosen(id).includes(item)}),
            id === "years" ? `${item}年` : item
          )
        )
      )
    );
    showCount(field);
    return field;
  };
  const fill = async () => {
    if (lists.childElementCount) return;
    lists.replaceChildren(h("p", null, "正在读取…"));
    const loaded = new Map(await Promise.all(kinds.map(async kind => [kind, await cube(kind)] as const)));
    const made = fields.map(({id, label, dimensions}) => {
      const items = kinds.flatMap(kind => (dimensions[kind] ? loaded.get(kind)!.items(dimensions[kind]) : []));
      return list(id, label, [...new Set(items)]);
    });
    const years = list("years", "走势年度", known.toReversed().map(String));
    lists.replaceChildren(...made.filter(field => field.querySelectorAll("input").length > 1), years);
  };

  panel.addEventListener("toggle", () => {
    if (panel.open) fill();
  });
  lists.addEventListener("input", event => {
    // The bar's own event follows once the choice is known.
    event.stopPropagation();
    const box = event.target as HTMLInputElement;
    const others = chosen(box.name).filter(item => item !== box.value);
    choose(box.name, box.checked ? [...others, box.value] : others);
  });
  showChips();
  const itemsOf = async ({dimensions}: FilterField) => {
    const loaded = await Promise.all(kinds.map(async kind => [kind, await cube(kind)] as const));
    return loaded.flatMap(([kind, counted]) => (dimensions[kind] ? counted.items(dimensions[kind]) : []));
  };
  const resolved = fromShort(fields, itemsOf).then(items => {
    if (!items) return;
    filter.items = items;
    changed();
  });

  Object.defineProperty(element, "value", {
    get: (): Filter => ({items: {...filter.items}, years: [...filter.years]})
  });
  const narrow = async (whole: Book, scope: Scope): Promise<Book> => {
    await resolved;
    if (isEmpty(filter)) {
      status.textContent = "";
      notes.replaceChildren();
      return whole;
    }
    const ready = await Promise.all(kinds.map(kind => cube(kind, scope.basis)));
    const {filteredTables} = await counting();
    const {year, versus} = whole;
    const narrowed = new Book(filteredTables(whole, ready, filter), {...scope, year, versus});
    status.textContent = typeset(leftWords(narrowed));
    notes.replaceChildren(...withheldNotes(narrowed));
    return narrowed;
  };
  return Object.assign(element, {narrow}) as unknown as FilterBar;
}

/** What counts under a filter is fetched with the cubes. */
const counting = async () => ({
  ...(await import("../figures/cube.js")),
  ...(await import("../figures/filtered.js"))
});

/** Where the counts by combination are not published; an address that names a filter is told so. */
function withoutFilters(): FilterBar {
  const asked = ["f", ...filterFields.map(({id}) => id)].some(id => new URLSearchParams(location.search).has(id));
  const told = asked ? "发布的网站不能筛选，下面是全部条目的数字。" : "";
  const element = h("p", {class: "filter-status", role: "status"}, told);
  Object.defineProperty(element, "value", {get: () => noFilter});
  return Object.assign(element, {narrow: async (whole: Book) => whole}) as unknown as FilterBar;
}

/** 剩37件,共261件(2024年). */
function leftWords(book: Book): string {
  const {left} = book.tables.filtered!;
  const said = left.map(({kind, count, of}) => {
    const {unit} = book.metric(itemCount(kind as CubeKind));
    return `${left.length > 1 ? kindLabels[kind] : ""}剩${count}${unit},共${of}${unit}`;
  });
  return said.length ? `${said.join(";")}(${book.year}年${book.samePeriod ? "同期" : ""})` : "没有可筛选的条目";
}

/** Which figures are not offered under the filter, and why. */
function withheldNotes(book: Book): HTMLElement[] {
  const {withheld} = book.tables.filtered!;
  if (!withheld.length) return [];
  const count = withheld.reduce((sum, {labels}) => sum + labels.length, 0);
  return [
    h(
      "details",
      null,
      h("summary", null, `筛选后不提供的指标(${count}项)`),
      h(
        "ul",
        null,
        withheld.map(({reason, labels}) => h("li", null, `${labels.join("、")}:${reason}。`))
      )
    )
  ];
}

/** What a short address asks for, once the items of its fields are known; null where the address is none. */
async function fromShort(
  fields: readonly FilterField[],
  itemsOf: (field: FilterField) => Promise<string[]>
): Promise<Record<string, string[]> | null> {
  if (!new URLSearchParams(location.search).has("f")) return null;
  const {lengthened} = await import("./short.js");
  const items = new Map(await Promise.all(fields.map(async field => [field.id, await itemsOf(field)] as const)));
  return lengthened(location.search, id => items.get(id) ?? []);
}

/** What the address asks for; years that the data do not have are left out. */
function fromAddress(fields: FilterField[], known: number[]): Filter {
  const query = new URLSearchParams(location.search);
  const items = fields.map(({id}) => [id, [...new Set(query.getAll(id).filter(Boolean))]] as [string, string[]]);
  const years = [...new Set(query.getAll("years").map(Number))].filter(year => known.includes(year));
  return {items: Object.fromEntries(items.filter(([, list]) => list.length)), years};
}

/** Other parts of the address stay as they are. */
function toAddress({items, years}: Filter, fields: FilterField[]) {
  const query = new URLSearchParams(location.search);
  query.delete("f");
  for (const {id} of fields) {
    query.delete(id);
    for (const item of items[id] ?? []) query.append(id, item);
  }
  query.delete("years");
  for (const year of years) query.append("years", String(year));
  const search = query.size ? `?${query}` : location.pathname;
  history.replaceState(null, "", `${search}${location.hash}`);
  carry(query.size ? search : "");
}
