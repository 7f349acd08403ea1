import {exact} from "../metrics/format.js";
import {PlaceBook} from "../places/book.js";
import type {KindDelivered, PlacesIndex, SitePlace} from "../places/data.js";
import {fullDay} from "../text/days.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import type {FetchPart} from "./places.js";
import {choices, select} from "./select.js";
import {table} from "./table.js";

const states = ["已报送", "迟报", "不完整", "未报送", "未读入"] as const;

/** 报送情况: what each place has given of each kind, why not, and how many are in the sums. */
export function deliveriesView(index: PlacesIndex | null, fetchPart: FetchPart): HTMLElement {
  if (!index) return empty("没有地区表。");
  const view = h("div", {class: "deliveries"});
  const asked = new URLSearchParams(location.search).get("area")?.split("/")[0] ?? null;
  const show = async (piece: string | null) => {
    const found = index.parts.find(({place}) => place === piece);
    const book = new PlaceBook(index, found ? await fetchPart(found.file) : index.top);
    const picker = index.parts.length
      ? select({
          label: "范围",
          options: [{value: "", label: "请选择"}, ...index.parts.map(({place}) => ({value: place, label: place}))],
          value: found?.place ?? ""
        })
      : null;
    picker?.addEventListener("input", () => void show(picker.value || null));
    view.replaceChildren(...(picker ? [choices(picker)] : []), ...viewOf(book));
  };
  void show(asked);
  return view;
}

function viewOf(book: PlaceBook): HTMLElement[] {
  const due = book.part.places.filter(({delivery}) => delivery);
  const areas = book.areas;
  return [
    ...(due.length ? [h("p", {class: "lead"}, summary(due)), stateTable(book, due), ...reasonTable(book, due)] : []),
    ...(areas.length ? [h("h2", {id: "sums"}, "合计里计入几个地区"), sumsTable(book, areas)] : [])
  ];
}

/** 应报送40个，已报送37个，迟报1个，未报送2个。 */
function summary(due: readonly SitePlace[]): string {
  const counts = states.map(state => [state, due.filter(({delivery}) => delivery!.state === state).length] as const);
  const said = counts.filter(([, count]) => count > 0).map(([state, count]) => `${state}${count}个`);
  return `应报送${due.length}个地区，${said.join("，")}。`;
}

function stateTable({index: {kinds}}: PlaceBook, due: readonly SitePlace[]): HTMLElement {
  return table({
    label: "各地报送情况",
    columns: [
      {key: "name", label: "地区"},
      {key: "state", label: "报送情况", format: value => state(String(value))},
      {key: "until", label: "数据截至"},
      ...kinds.map(({name, label}) => ({
        key: `kind ${name}`,
        label,
        align: "end" as const,
        format: (value: unknown) => state(String(value))
      }))
    ],
    rows: due.map(({name, delivery}) => {
      const {state, until, kinds: given} = delivery!;
      return {
        ...{name, state, until: until ? fullDay(until) : "—"},
        ...Object.fromEntries(
          kinds.map(kind => [
            `kind ${kind.name}`,
            given[kind.name] ? kindWords(given[kind.name]!) : state === "未读入" ? "未读入" : "未报送"
          ])
        )
      };
    })
  });
}

/** Why something of a place was not read, beneath: it is a sentence or more. */
function reasonTable({index: {kinds}}: PlaceBook, due: readonly SitePlace[]): HTMLElement[] {
  const rows = due.flatMap(({name, delivery}) => {
    const {reason, kinds: given} = delivery!;
    const reasons = new Set([reason, ...kinds.flatMap(kind => given[kind.name]?.reason ?? [])].filter(Boolean));
    return reasons.size ? [{name, reason: [...reasons].join("；")}] : [];
  });
  const columns = [
    {key: "name", label: "地区"},
    {key: "reason", label: "说明"}
  ];
  return rows.length ? [table({label: "没有读进来的，为什么", columns, rows})] : [];
}

/** 1 394条; 不完整 12条; 报送包. */
function kindWords({state, records}: KindDelivered): string {
  const count = records === null ? "报送包" : `${records}条`;
  return state === "已报送" ? count : state === "不完整" ? `不完整 ${count}` : state;
}

/** What is not as it should be stands out. */
const state = (words: string) =>
  /^(迟报|不完整|未报送|未读入)/.test(words) ? h("span", {class: "mark"}, words) : words;

function sumsTable(book: PlaceBook, areas: readonly SitePlace[]): HTMLElement {
  const {year, metrics} = book.index;
  const main = metrics.filter(({tile}) => tile !== undefined).toSorted((a, b) => a.tile! - b.tile!);
  const rows = areas.flatMap(({name: area}) =>
    main.flatMap(metric => {
      const sum = book.value(metric.id, area, year);
      if (sum === null) return [];
      const [n, of] = book.counted(metric.id, area, year);
      const absent = n < of ? book.absent(metric.id, area, year).map(({place}) => place.name) : [];
      return [{area, label: metric.label, sum: exact(metric, sum), counted: `${n}/${of}`, absent: absent.join("、")}];
    })
  );
  return table({
    label: `${year}年的合计`,
    columns: [
      {key: "label", label: "指标"},
      ...(areas.length > 1 ? [{key: "area", label: "范围"}] : []),
      {key: "sum", label: `${year}年合计`, align: "end"},
      {key: "counted", label: "计入", align: "end"},
      {key: "absent", label: "没有计入的地区"}
    ],
    rows
  });
}
