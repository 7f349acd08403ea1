import {h, verbatim} from "../components/h.js";
import {previewOf} from "./ask.js";
import {conditions} from "./conditions.js";
import type {Composed, FieldOffer, Offers, Preview} from "./state.js";
import {type Bench, button, field} from "./step.js";

/** So long after the last change the metric is computed. */
const quiet = 400;

const formula = "由别的指标算出";
const aggregates = ["件数", "合计", "去重", "平均", "中位数", "最大"] as const;
const noDimension = "不分";

/** How years are counted and numbers printed, by what staff choose: what the table has. */
const years = {
  按该类数据自己的年度: "",
  届次年度: "届次年度",
  自然年: "自然年",
  本届累计: "本届累计",
  三年累计: "三年累计"
};
const prints = {
  准确的数: "",
  "到十位，余（140余）": "余10",
  "到百位，余（1400余）": "余100",
  "到万位，余（2万余）": "余10000",
  "到十位，多（140多）": "多10",
  保留1位小数: "保留1位",
  保留2位小数: "保留2位",
  "只写“多”": "多"
};
const signs = ["÷", "+", "−", "较低"] as const;

/** A new metric from lists: of which kind, what is counted, under which conditions; with its values before it is saved. */
export function composer({kinds, metrics}: Offers, perform: Bench["perform"]): HTMLElement {
  const label = h("input", {type: "text", id: "metric-label", maxlength: 60});
  const unit = h("input", {type: "text", id: "metric-unit", maxlength: 10, list: "metric-units"});
  /** What stands as unit because of what is counted, until somebody writes another. */
  let followed = "";
  const source = select("metric-source", [...kinds.map(({label}) => label), formula]);
  const aggregate = select("metric-aggregate", aggregates);
  const of = select("metric-field", []);
  const ofField = field("metric-field", "哪一列", of);
  const labels = metrics.map(({label}) => label);
  const [first, sign, second] = [
    select("metric-first", labels),
    select("metric-sign", signs),
    select("metric-second", labels)
  ];
  const dimension = select("metric-dimension", []);
  const year = select("metric-year", Object.keys(years));
  const print = select("metric-print", Object.keys(prints));
  const phrases = h("input", {type: "text", id: "metric-phrases", maxlength: 200, placeholder: "几个用顿号分开"});
  const ofDimension = field("metric-dimension", "再分开算", dimension);
  const counted = h("div", {class: "fields"}, field("metric-aggregate", "统计", aggregate), ofField);
  const computed = h(
    "div",
    {class: "fields"},
    field("metric-first", "指标", first),
    field("metric-sign", "怎样算", sign),
    field("metric-second", "另一个指标", second)
  );
  const where = conditions(() => check());
  const shown = h("div", {class: "preview", role: "status"});
  const fieldsNow = (): readonly FieldOffer[] => kinds.find(({label}) => label === source.value)?.fields ?? [];
  const composed = (): Composed => ({
    label: label.value,
    unit: unit.value,
    source: source.value === formula ? "指标" : source.value,
    aggregate:
      source.value === formula
        ? sign.value === "较低"
          ? `较低(${first.value}, ${second.value})`
          : `${first.value} ${sign.value} ${second.value}`
        : aggregate.value === "件数"
          ? "件数"
          : `${aggregate.value} ${of.value}`,
    conditions: source.value === formula ? "" : where.text(),
    dimension: source.value === formula || dimension.value === noDimension ? "" : dimension.value,
    year: years[year.value as keyof typeof years],
    print: prints[print.value as keyof typeof prints],
    phrases: phrases.value
  });
  const save = button("保存这个指标", () => perform({do: "metric", ...composed()}));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let last = "";
  const check = () => {
    const now = JSON.stringify(composed());
    // A field that is left says again what it said: the button that is being pressed must stay pressed.
    if (now === last) return;
    last = now;
    save.disabled = true;
    // What stood there is of another metric by now.
    shown.replaceChildren(h("p", null, "正在算 …"));
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const own = ++asked;
      const preview = await previewOf(composed()).catch((error: Error) => faulty(error.message));
      if (own !== asked) return;
      save.disabled = preview.faults.length > 0;
      shown.replaceChildren(...drawn(preview));
    }, quiet);
  };
  const arrange = () => {
    const isFormula = source.value === formula;
    counted.hidden = isFormula;
    computed.hidden = !isFormula;
    where.element.hidden = isFormula;
    ofDimension.hidden = isFormula;
    const numbers = ({type}: FieldOffer) => type === "integer" || type === "number";
    const fits = aggregate.value === "去重" ? () => true : numbers;
    ofField.hidden = aggregate.value === "件数";
    fill(
      of,
      fieldsNow()
        .filter(fits)
        .map(({label}) => label)
    );
    const split = fieldsNow().filter(
      ({type, names, single}) => !names && !single && ["code", "text", "list"].includes(type)
    );
    fill(dimension, [noDimension, ...split.map(({label}) => label)]);
  };
  /** In what the metric stands: a quotient in %, a sum as its field, a number of items as its kind. */
  const unitNow = () => {
    const kind = kinds.find(({label}) => label === source.value);
    const parts = metrics.filter(({label}) => label === first.value || label === second.value);
    if (!kind) return sign.value === "÷" ? "%" : (parts[0]?.unit ?? "");
    if (aggregate.value === "件数") return kind.unit;
    return fieldsNow().find(({label}) => label === of.value)?.unit || (aggregate.value === "去重" ? "个" : "");
  };
  const follow = () => {
    if (unit.value !== followed) return;
    followed = unitNow();
    unit.value = followed;
  };
  source.addEventListener("change", () => where.offer(fieldsNow()));
  for (const control of [
    ...[label, unit, source, aggregate, of, first, sign, second],
    ...[dimension, year, print, phrases]
  ])
    for (const event of ["input", "change"])
      control.addEventListener(event, () => {
        if (control === source || control === aggregate) arrange();
        if (control !== unit) follow();
        check();
      });
  where.offer(fieldsNow());
  arrange();
  follow();
  check();
  return h(
    "div",
    {class: "composer"},
    h("h3", null, "新指标"),
    h("p", null, "从列表里选，下面随即算出各年的数；名称与已有指标相同的，保存后以这里的为准。"),
    h(
      "datalist",
      {id: "metric-units"},
      [...new Set(["件", "篇", "条", "次", "场次", "人次", "个", "%", ...metrics.map(({unit}) => unit)])].map(value =>
        h("option", {value})
      )
    ),
    h(
      "div",
      {class: "fields"},
      field("metric-label", "名称", label),
      field("metric-unit", "单位", unit),
      field("metric-source", "来源", source)
    ),
    counted,
    computed,
    where.element,
    h(
      "div",
      {class: "fields"},
      ofDimension,
      field("metric-year", "年度", year),
      field("metric-print", "印法", print),
      field("metric-phrases", "草稿里的其他叫法", phrases)
    ),
    shown,
    h("div", {class: "fields"}, save)
  );
}

const faulty = (words: string): Preview => ({faults: [words], rule: "", replaces: false, years: []});

function drawn({faults, rule, replaces, years}: Preview): HTMLElement[] {
  if (faults.length) return faults.map(fault => h("p", {class: "said wrong"}, fault));
  return [
    h("p", null, `口径：${rule}`, replaces && "已有这个名称的指标，保存后改用这里的口径。"),
    h(
      "table",
      null,
      h("thead", null, h("tr", null, h("th", {scope: "col"}, "年度"), h("th", {scope: "col"}, "数值"))),
      h(
        "tbody",
        null,
        years.map(({year, value, why}) =>
          h("tr", null, h("th", {scope: "row"}, `${year}年`), h("td", null, value ?? why ?? "本年无数据"))
        )
      )
    )
  ];
}

function select(id: string, words: readonly string[]): HTMLSelectElement {
  const element = h("select", {id});
  fill(element, words);
  return element;
}

/** The words to choose from; the one that was chosen stays so where it is among them. */
function fill(element: HTMLSelectElement, words: readonly string[]): void {
  const {value} = element;
  element.replaceChildren(...words.map(word => h("option", {value: word, selected: word === value}, verbatim(word))));
}
