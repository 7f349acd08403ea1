import {h, verbatim} from "../components/h.js";
import {incompleteWords} from "./doubts.js";
import type {State} from "./state.js";
import {type Bench, button, field, type Step, stands, step, yearChoice} from "./step.js";

/** 留存与比较: a year is kept as it is; later it is verified, and compared with what the figures are now. */
export function keepStep({perform}: Bench): Step {
  return step(
    "keep",
    "六、留存与比较",
    "送审、定稿时留存一份；以后核对有没有改动，看哪些数字变了、为什么。",
    ({years, lastWhole, frozen, exports}: State) => ({years, lastWhole, frozen, exports}),
    ({years, lastWhole, frozen, exports}) => {
      const name = h("input", {type: "text", id: "keep-name", value: "送审稿", maxlength: 60});
      const year = yearChoice("keep-year", {years, lastWhole});
      const incomplete = incompleteWords(exports);
      const anyhow = h("input", {type: "checkbox", id: "keep-incomplete"});
      if (years.length === 0) return [];
      return [
        h(
          "div",
          {class: "fields"},
          field("keep-name", "名称", name),
          field("keep-year", "年度", year),
          button("留存", () =>
            perform({
              ...{do: "freeze", name: name.value, year: year.value},
              incomplete: anyhow.checked ? "是" : null
            })
          )
        ),
        incomplete && stands(incomplete, true),
        incomplete && h("p", {class: "choice"}, h("label", null, anyhow, " 数字不完整也留存")),
        h(
          "ul",
          {class: "frozen"},
          frozen.map(({name, year, asOf, seal}) =>
            h(
              "li",
              null,
              h("strong", null, verbatim(name)),
              ` ${year}年，数据截至${asOf}，核验码${seal}；`,
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
