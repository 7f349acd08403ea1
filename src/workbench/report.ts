import {h} from "../components/h.js";
import {openWritten} from "./ask.js";
import {dateEntry} from "./date.js";
import {incompleteWords} from "./doubts.js";
import {fileList} from "./files.js";
import type {State} from "./state.js";
import {type Bench, button, field, type Step, stands, step, yearChoice} from "./step.js";

const all = "全部文稿";

/** 出报告: the documents of a year, and the site to be handed to a web server. */
export function reportStep({perform, during}: Bench): Step {
  return step(
    "report",
    "四、出报告",
    "选年度和文稿，写出 Word、网页、PDF、演示稿、图表和数据表，并说明与上次写出的有哪些不同；发布的网站只有合计、分月和分类的数字。",
    ({years, lastWhole, reach, templates, documents, exports}: State) => ({
      ...{years, lastWhole, reach, templates, documents, exports}
    }),
    ({years, lastWhole, reach, templates, documents, exports}) => {
      const incomplete = incompleteWords(exports);
      const year = yearChoice("report-year", {years, lastWhole});
      const template = h(
        "select",
        {id: "report-template"},
        [all, ...templates].map(each => h("option", null, each))
      );
      const date = dateEntry("report-date", "截至日期（可不填）");
      const write = () => {
        const asOf = date.day();
        if (asOf === undefined) return;
        perform({
          ...{do: "report", year: year.value},
          ...{template: template.value === all ? null : template.value, asOf}
        });
      };
      if (years.length === 0) return [];
      return [
        h(
          "div",
          {class: "fields"},
          field("report-year", "年度", year),
          field("report-template", "文稿", template),
          date.element,
          button("写报告", write),
          button("生成要发布的网站", () => perform({do: "publish"}))
        ),
        incomplete && stands(incomplete, true),
        ...(reach ? [stands(notOver(reach))] : []),
        documents.map(({year, names}) =>
          h(
            "details",
            null,
            h("summary", null, `${year}年已写出的文件（${names.length}个）`),
            h(
              "p",
              null,
              button("打开文件夹", () => opening(during, `报告/${year}`), {
                "aria-label": `打开${year}年的文件夹`
              })
            ),
            fileList(
              names.map(name => `报告/${year}/${name}`),
              during
            )
          )
        )
      ];
    }
  );
}

/** What is to be known of a year that the data do not fill. */
const notOver = ({year, asOf}: NonNullable<State["reach"]>) =>
  `数据到${asOf}为止，${year}年按没有过完计算，与上年同期相比。${year}年其实已经过完的，请在“口径”的规则表写：数据截至，${year}-12-31。`;

const opening = (during: Bench["during"], name: string) =>
  during(async () => {
    await openWritten(name);
  });
