import {h, verbatim} from "../components/h.js";
import {fileAddress} from "./ask.js";
import type {State} from "./state.js";
import {type Bench, button, type Step, step, yearChoice} from "./step.js";

const all = "全部文稿";

/** 出报告: the documents of a year, and the site to be handed to a web server. */
export function reportStep({perform}: Bench): Step {
  return step(
    "report",
    "四、出报告",
    "选年度和文稿，写出 Word、网页、PDF、演示稿、图表和数据表；发布的网站只有合计、分月和分类的数字。",
    ({years, lastWhole, templates, documents}: State) => ({years, lastWhole, templates, documents}),
    ({years, lastWhole, templates, documents}) => {
      const year = yearChoice("report-year", {years, lastWhole});
      const template = h(
        "select",
        {id: "report-template"},
        [all, ...templates].map(each => h("option", null, each))
      );
      const asOf = h("input", {type: "date", id: "report-date"});
      const write = () =>
        perform({
          ...{do: "report", year: year.value},
          ...{template: template.value === all ? null : template.value, asOf: asOf.value || null}
        });
      const field = (id: string, label: string, control: HTMLElement) =>
        h("div", {class: "field"}, h("label", {for: id}, label), control);
      return [
        h(
          "div",
          {class: "fields"},
          field("report-year", "年度", year),
          field("report-template", "文稿", template),
          field("report-date", "截至日期（可不填）", asOf),
          button("写报告", write),
          button("生成要发布的网站", () => perform({do: "publish"}))
        ),
        documents.map(({year, names}) =>
          h(
            "details",
            null,
            h("summary", null, `${year}年已写出的文件（${names.length}个）`),
            fileList(names.map(name => `报告/${year}/${name}`))
          )
        )
      ];
    }
  );
}

/** Files that were written, to be saved or opened: those for people first, pictures behind a click. */
export function fileList(names: readonly string[]): HTMLElement[] {
  const pictures = names.filter(name => /\.(svg|png)$/.test(name));
  const others = names.filter(name => !pictures.includes(name)).sort((a, b) => rank(a) - rank(b));
  const list = (some: readonly string[]) =>
    h(
      "ul",
      {class: "files"},
      some.map(name => h("li", null, fileLink(name)))
    );
  return [
    list(others),
    ...(pictures.length
      ? [h("details", null, h("summary", null, `图表（${pictures.length}个文件）`), list(pictures))]
      : [])
  ];
}

const order = ["docx", "pdf", "pptx", "html", "xlsx", "zip", "json"];
const rank = (name: string) => order.indexOf(/\.(\w+)$/.exec(name)?.[1] ?? "");

const fileLink = (name: string) =>
  h("a", {href: fileAddress(name), download: name.split("/").at(-1)!}, verbatim(name.split("/").at(-1)!));
