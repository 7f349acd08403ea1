import {dropZone, tableFiles} from "../components/drop.js";
import {h, verbatim} from "../components/h.js";
import {kinds} from "../kinds/index.js";
import {addFile, readAgain} from "./ask.js";
import type {Export, State} from "./state.js";
import {type Bench, button, type Step, step} from "./step.js";

/** 收数据: files are dropped or chosen, each is read at once, and can be taken back. */
export function exportsStep({perform, during}: Bench): Step {
  const status = h("p", {role: "status", class: "said"});
  const handed = h("progress", {max: 1, value: 0, hidden: true, "aria-label": "放入的进度"});
  const add = (files: readonly File[]) =>
    during(async () => {
      const said: string[] = [];
      handed.hidden = false;
      for (const [i, file] of files.entries()) {
        status.textContent = `正在放入 ${i + 1}/${files.length}：${file.name} …`;
        said.push(
          await addFile(file, share => {
            handed.value = (i + share) / files.length;
          }).then(
            answer => answer.said,
            (error: Error) => error.message
          )
        );
      }
      handed.hidden = true;
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
    `放入${kinds.map(({label}) => label).join("、")}的导出文件，有哪几种放哪几种。同名的替换，收回的放在“回收”文件夹，什么都不会删除。`,
    ({exports, sample, attic}: State) => ({exports, sample, attic}),
    ({exports, sample, attic}) => [
      zone,
      handed,
      status,
      exports.length > 0 &&
        h(
          "div",
          {class: "wide", tabindex: 0, role: "region", "aria-label": "已放入的文件"},
          fileTable(exports, sample, perform)
        ),
      attic.length > 0 && atticList(attic, perform)
    ]
  );
}

/** What was replaced or taken back, to be put back. */
const atticList = (attic: readonly string[], perform: Bench["perform"]) =>
  h(
    "details",
    {class: "attic"},
    h("summary", null, `“回收”文件夹（${attic.length}个文件）`),
    h(
      "ul",
      null,
      attic.map(kept => {
        const [, day, time, name] = /^(\d{8})(\d{4})\d{5} (.*)$/.exec(kept) ?? [null, "", "", kept];
        const when =
          day && `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${time!.slice(0, 2)}:${time!.slice(2)} `;
        return h(
          "li",
          null,
          when,
          verbatim(name!),
          " ",
          button("放回", () => perform({do: "put-back", name: kept}), {"aria-label": `放回 ${name}`})
        );
      })
    )
  );

const counts = ["记录", "采用", "没有采用", "重复"];
const columns = ["文件", "种类", "编码", "年度", "期间", ...counts];

/** A line a file; where there is little room its cells stand below its name, each with its label. */
const fileTable = (exports: readonly Export[], sample: boolean, perform: Bench["perform"]) =>
  h(
    "table",
    {role: "table"},
    h(
      "thead",
      {role: "rowgroup"},
      h(
        "tr",
        {role: "row"},
        [...columns, ""].map(label =>
          h(
            "th",
            {scope: "col", role: "columnheader", class: counts.includes(label) ? "number" : null},
            label || h("span", {class: "unseen"}, "操作")
          )
        )
      )
    ),
    h(
      "tbody",
      {role: "rowgroup"},
      exports.map(file =>
        h(
          "tr",
          {role: "row", class: file.refused ? "refused" : null},
          h(
            "th",
            {scope: "row", role: "rowheader"},
            verbatim(file.name),
            file.dropped !== "" && h("span", {class: "where"}, `另有${file.dropped}，不计`)
          ),
          file.refused
            ? h("td", {colspan: 8, role: "cell"}, "没有读：", file.refused)
            : cellsOf(file).map((cell, i) =>
                h(
                  "td",
                  {role: "cell", class: typeof cell === "number" ? "number" : null, "data-label": columns[i + 1]},
                  cell
                )
              ),
          h(
            "td",
            {role: "cell"},
            !sample &&
              button("收回", () => perform({do: "take-back", name: file.file}), {"aria-label": `收回 ${file.name}`})
          )
        )
      )
    )
  );

const cellsOf = ({kind, encoding, years, from, until, records, accepted, quarantined, duplicates}: Export) => [
  kind,
  encoding ?? "—",
  years || "—",
  from ? `${from} 至 ${until}` : "—",
  records,
  accepted,
  quarantined,
  duplicates
];
