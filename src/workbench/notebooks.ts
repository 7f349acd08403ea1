import {h, verbatim} from "../components/h.js";
import type {State} from "./state.js";
import {type Bench, button, field, type Step, stands, step} from "./step.js";

/** 笔记: pages of the office's own, with living code over its data. */
export function notebooksStep({perform}: Bench): Step {
  return step(
    "notebooks",
    "七、笔记",
    "会写代码的同事可以写自己的分析页：文字、代码和 SQL 写在一个文件里，数字随数据更新；不联网，读不到姓名。",
    ({notebooks}: State) => ({notebooks}),
    ({notebooks}) => {
      const name = h("input", {type: "text", id: "notebook-name", maxlength: 60});
      return [
        h(
          "div",
          {class: "fields"},
          field("notebook-name", "名称", name),
          button("新建笔记", () => perform({do: "notebook", name: name.value}))
        ),
        notebooks.length
          ? h(
              "ul",
              {class: "files"},
              notebooks.map(each =>
                h("li", null, h("a", {href: `/_work/notebook?name=${encodeURIComponent(each)}`}, verbatim(each)))
              )
            )
          : stands("还没有笔记。笔记放在 数据/笔记 文件夹里，是 .md 文件。")
      ];
    }
  );
}
