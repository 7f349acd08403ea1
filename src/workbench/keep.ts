import {h, verbatim} from "../components/h.js";
import type {State} from "./state.js";
import {type Bench, button, type Step, step, yearChoice} from "./step.js";

/** 留存与比较: a year is kept as it is; later it is verified, and compared with what the figures are now. */
export function keepStep({perform}: Bench): Step {
  return step(
    "keep",
    "六、留存与比较",
    "送审、定稿时留存一份；以后核对有没有改动，看哪些数字变了、为什么。",
    ({years, lastWhole, frozen}: State) => ({years, lastWhole, frozen}),
    ({years, lastWhole, frozen}) => {
      const name = h("input", {id: "keep-name", value: "送审稿", maxlength: 60});
      const year = yearChoice("keep-year", {years, lastWhole});
      return [
        h(
          "div",
          {class: "fields"},
          h("div", {class: "field"}, h("label", {for: "keep-name"}, "名称"), name),
          h("div", {class: "field"}, h("label", {for: "keep-year"}, "年度"), year),
          button("留存", () => perform({do: "freeze", name: name.value, year: year.value}))
        ),
        h(
          "ul",
          {class: "frozen"},
          frozen.map(({name, year, asOf, seal}) =>
            h(
              "li",
              null,
              h("strong", null, verbatim(name)),
              ` ${year}年，数据截至${asOf}，核验码 ${seal} `,
              button("核对", () => perform({do: "verify", name}), {"aria-label": `核对 ${name}`}),
              " ",
              button("与现在比较", () => perform({do: "compare", name}), {"aria-label": `与现在比较 ${name}`})
            )
          )
        )
      ];
    }
  );
}
