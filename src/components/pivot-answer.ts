import {captionLine, ruleSentences} from "../figures/caption.js";
import {fullDay} from "../figures/days.js";
import type {Answered} from "../pivot/answered.js";
import type {AxisChoice, PivotData} from "../pivot/data.js";
import type {Look} from "../pivot/look.js";
import {presented} from "../pivot/presented.js";
import type {Question} from "../pivot/question.js";
import {shapes} from "../pivot/shape.js";
import {plainTable, shows} from "../pivot/table.js";
import {card} from "./card.js";
import {csvFile, download} from "./download.js";
import {h} from "./h.js";
import {empty} from "./page.js";
import {toggles} from "./pivot-choices.js";
import {type LiveTable, pivotTable} from "./pivot-table.js";
import {leading, named, numbered} from "./said.js";

/** An answer as chart and table with rule and source, and what opens from its cells. */
export function shownAnswer(
  data: PivotData,
  question: Question,
  look: Look,
  axes: readonly AxisChoice[],
  shown: Answered,
  restyle: (next: Partial<Look>) => void
): HTMLElement[] {
  const {answer, items} = shown;
  const made = presented(data, question, look, axes, shown);
  const {title, finding, shape, draw, pairs} = made;
  const notes = [...made.notes, ...made.remarks];
  const behind = h("div", {class: "pivot-items", "aria-live": "polite"});
  const known = data.book.catalogue.has(question.measure);
  const table: LiveTable = {
    ...made.table,
    leads: known ? text => (/\d/.test(text) ? leading(question.measure, data.book.year, text) : text) : undefined,
    sort: column => restyle({sorted: {column, down: look.sorted?.column === column ? !look.sorted.down : true}}),
    open: items
      ? async (r, c, words) => {
          const {itemList} = await import("./rows.js");
          const rows = answer.behind(r, c).map(row => items.row(row));
          const filled = items.columns.filter(({name}) => rows.some(row => row[name] !== null && row[name] !== ""));
          const columns = [
            ...filled.map(({name, label}) => ({key: name, label})),
            {key: "file_name", label: "文件"},
            {key: "line", label: "行"}
          ];
          behind.replaceChildren(
            h("h3", {tabindex: -1}, `${words}：${rows.length}条`),
            h("div", {class: "rows"}, itemList(words, columns, rows))
          );
          behind.querySelector("h3")!.focus();
        }
      : undefined
  };
  const caption = {...made.caption, asOf: fullDay(made.caption.asOf)};
  if (made.nothing)
    return [
      empty("没有符合条件的条目。"),
      h("p", {class: "pivot-caption"}, `${captionLine(caption)}。${ruleSentences(caption)}`)
    ];
  return [
    ...(draw
      ? [
          card({
            ...{
              id: "pivot-chart",
              name: title,
              title: finding ?? title,
              subtitle: title,
              caption,
              wide: true,
              level: 2
            },
            ...(known ? {shown: led(data, question, finding ?? title, title)} : {}),
            ...(pairs ? {table: pairs} : {}),
            chart: draw
          })
        ]
      : [h("h2", null, known ? named(data.book, title, [question.measure]) : title)]),
    h(
      "div",
      {class: "choices pivot-look"},
      toggles(
        "图形",
        made.shapes.map(value => ({value, label: shapes[value]})),
        shape ? [shape] : [],
        value => restyle({shape: value})
      ),
      toggles(
        "表内",
        made.shows.map(value => ({value, label: shows[value]})),
        [table.show],
        value => restyle({show: value})
      ),
      toggles("底色", [{value: "on", label: "深浅"}], look.heat ? ["on"] : [], () => restyle({heat: !look.heat})),
      download("下载CSV", `${title}.csv`, () => {
        const {columns, rows} = plainTable(table);
        return csvFile(columns, rows);
      })
    ),
    pivotTable(table),
    ...(notes.length ? [h("p", {class: "pivot-caption"}, `${notes.join("；")}。`)] : []),
    ...(draw ? [] : [h("p", {class: "pivot-caption"}, `${captionLine(caption)}。${ruleSentences(caption)}`)]),
    behind
  ];
}

/** Finding and subtitle of a question on a metric: its numbers and its name lead to its page. */
const led = ({book}: PivotData, {measure}: Question, finding: string, title: string) => ({
  title: numbered(finding, words => leading(measure, book.year, words)),
  subtitle: named(book, title, [measure])
});
