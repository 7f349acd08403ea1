import {anyUnsure, blank, type Grouping, groupings, rateWords, type Summary, unsureLabel} from "../members/overview.js";
import {h, verbatim} from "./h.js";
import {select} from "./select.js";

interface Head {
  label: string;
  /** What a row is sorted by: numbers first, the largest first. */
  by: (row: Summary) => number | string | null;
  shows?: (row: Summary) => string;
}

const number = (value: number | null) => (value === null ? "—" : String(value));

const standing: readonly Head[] = [
  {
    label: "姓名",
    by: ({member}) => member.name,
    shows: ({member}) => (member.serving ? member.name : `${member.name}（已离任）`)
  },
  {label: "委员编号", by: ({member}) => member.number},
  {label: "界别", by: ({member}) => member.sector},
  {label: "党派", by: ({member}) => member.party},
  {label: "专委会", by: ({member}) => member.committee},
  {label: "职务", by: ({member}) => member.office},
  {label: "得分", by: ({points}) => points},
  {label: "等次", by: ({grade}) => grade},
  {
    label: "出席率",
    by: ({present, due}) => (due ? present! / due : null),
    shows: ({present, due}) => rateWords(present, due)
  },
  {label: "请假", by: ({leave}) => leave},
  {label: "缺席", by: ({absent}) => absent},
  {label: "提案", by: ({proposed}) => proposed},
  {label: "联名", by: ({joined}) => joined},
  {label: "社情民意", by: ({entries}) => entries},
  {label: "采用", by: ({adopted}) => adopted},
  {label: "活动", by: ({activities}) => activities},
  {label: "发言", by: ({speeches}) => speeches}
];

const unsure: Head = {label: unsureLabel, by: row => row.unsure};

const all = "全部";

/** The members of a year: searched by name or number, filtered, sorted by a click on a heading; `open` shows one. */
export function memberList(rows: readonly Summary[], open: (number: string) => void): HTMLElement {
  const heads = anyUnsure(rows) ? [...standing, unsure] : standing;
  const numeric = (i: number) => rows.some(row => typeof heads[i]!.by(row) === "number");
  const search = h("input", {type: "search", placeholder: "姓名或委员编号", "aria-label": "查找委员"});
  const picks = groupings.map(([field, label]) => {
    const values = [...new Set(rows.map(({member}) => member[field] ?? blank))].sort((a, b) =>
      a.localeCompare(b, "zh")
    );
    return [field, select({label, options: [all, ...values]})] as const;
  });
  const found = h("p", {role: "status", class: "found"});
  const body = h("tbody");
  let sorted = 1;
  let down = false;
  const buttons = heads.map(({label}, i) =>
    h(
      "button",
      {
        type: "button",
        class: "sort",
        onclick: () => {
          down = sorted === i ? !down : numeric(i);
          sorted = i;
          show();
        }
      },
      label
    )
  );
  const cells = heads.map((_, i) => h("th", {scope: "col", class: numeric(i) ? "number" : "short"}, buttons[i]));
  const lineOf = (row: Summary): HTMLElement =>
    h(
      "tr",
      null,
      heads.map(({by, shows}, i) => {
        const value = by(row);
        const said = shows ? shows(row) : typeof value === "number" ? number(value) : (value ?? "—");
        if (i > 0) return h("td", {class: numeric(i) ? "number" : "short"}, verbatim(said));
        const opens = {type: "button", class: "link", onclick: () => open(row.member.number)};
        return h("th", {scope: "row", class: "short"}, h("button", opens, verbatim(said)));
      })
    );
  const lines = new Map(rows.map(row => [row, lineOf(row)]));
  const show = () => {
    const wanted = search.value.trim();
    const kept = rows.filter(
      ({member}) =>
        (wanted === "" || member.name.includes(wanted) || member.number.includes(wanted)) &&
        picks.every(([field, pick]) => pick.value === all || (member[field as Grouping] ?? blank) === pick.value)
    );
    const ordered = kept.toSorted((a, b) => compared(heads[sorted]!.by(a), heads[sorted]!.by(b), down));
    body.replaceChildren(...ordered.map(row => lines.get(row)!));
    for (const [i, cell] of cells.entries())
      if (i === sorted) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    const left = kept.filter(({member}) => !member.serving).length;
    found.textContent = `${kept.length}名委员${left ? `，其中${left}名年内离任` : ""}`;
  };
  search.addEventListener("input", show);
  for (const [, pick] of picks) pick.addEventListener("input", show);
  show();
  return h(
    "div",
    {class: "members"},
    h(
      "div",
      {class: "choices"},
      h("label", {class: "choice"}, h("span", null, "查找"), search),
      picks.map(([, pick]) => pick)
    ),
    found,
    h(
      "div",
      {class: "table sticky", tabindex: 0, role: "region", "aria-label": "委员"},
      h("table", null, h("thead", null, h("tr", null, cells)), body)
    )
  );
}

/** What is not known stands last, whichever way is sorted. */
function compared(a: number | string | null, b: number | string | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh");
  return down ? -order : order;
}
