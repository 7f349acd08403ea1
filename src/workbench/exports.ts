import {dropZone, tableFiles} from "../components/drop.js";
import {h, verbatim} from "../components/h.js";
import {addFile, readAgain} from "./ask.js";
import type {Export, State} from "./state.js";
import {type Bench, button, type Step, step} from "./step.js";

/** 收数据: files are dropped or chosen, each is read at once, and can be taken back. */
export function exportsStep({perform, during}: Bench): Step {
  const status = h("p", {role: "status", class: "said"});
  const add = (files: readonly File[]) =>
    during(async () => {
      const said: string[] = [];
      for (const [i, file] of files.entries()) {
        status.textContent = `正在放入 ${i + 1}/${files.length} …`;
        said.push(
          await addFile(file).then(
            answer => answer.said,
            (error: Error) => error.message
          )
        );
      }
      const plain = said.filter(words => words.endsWith("：已放入"));
      const others = said.filter(words => !plain.includes(words));
      status.textContent = [...(plain.length > 3 ? [`已放入${plain.length}个文件`] : plain), ...others].join("\n");
      await readAgain();
    });
  const zone = dropZone(
    "把系统导出的文件拖到这里",
    "，可以一次选几个；不必改名，不必整理",
    {accept: tableFiles, multiple: true},
    add
  );
  return step(
    "exports",
    "一、收数据",
    "放入提案、履职活动、社情民意、其他指标台账的导出文件。同名的替换，收回的放在“回收”文件夹，什么都不会删除。",
    ({exports, sample}: State) => ({exports, sample}),
    ({exports, sample}) => [
      zone,
      status,
      sample && h("p", {class: "lead"}, "现在用的是示例数据；放入任何一个文件以后就换成自己的。"),
      h(
        "div",
        {class: "wide", tabindex: 0, role: "region", "aria-label": "已放入的文件"},
        fileTable(exports, sample, perform)
      )
    ]
  );
}

const fileTable = (exports: readonly Export[], sample: boolean, perform: Bench["perform"]) =>
  h(
    "table",
    null,
    h(
      "thead",
      null,
      h(
        "tr",
        null,
        ["文件", "种类", "编码", "期间", "记录", "采用", "没有采用", "重复", ""].map(label =>
          h("th", {scope: "col"}, label || h("span", {class: "unseen"}, "操作"))
        )
      )
    ),
    h(
      "tbody",
      null,
      exports.map(({name, kind, encoding, from, until, records, accepted, quarantined, duplicates, refused}) =>
        h(
          "tr",
          {class: refused ? "refused" : null},
          h("th", {scope: "row"}, verbatim(name)),
          refused
            ? h("td", {colspan: 7}, "没有读：", refused)
            : [
                kind,
                encoding ?? "—",
                from ? `${from} 至 ${until}` : "—",
                records,
                accepted,
                quarantined,
                duplicates
              ].map(cell => h("td", {class: typeof cell === "number" ? "number" : null}, cell)),
          h(
            "td",
            null,
            !sample && button("收回", () => perform({do: "take-back", name}), {"aria-label": `收回 ${name}`})
          )
        )
      )
    )
  );
