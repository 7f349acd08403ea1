import {autocompletion} from "@codemirror/autocomplete";
import {PostgreSQL, sql} from "@codemirror/lang-sql";
import {HighlightStyle, syntaxHighlighting} from "@codemirror/language";
import {EditorState, Prec} from "@codemirror/state";
import {EditorView, keymap} from "@codemirror/view";
import {tags} from "@lezer/highlight";
import {basicSetup} from "codemirror";
import type {Fault} from "../notebook/statement.js";
import type {AnalystTable} from "../notebook/tables.js";
import {h} from "./h.js";

/** Where a statement is written. */
export interface Editor {
  element: HTMLElement;
  text(): string;
  replace(text: string): void;
  /** Puts the cursor where the engine points. */
  point(place: NonNullable<Fault["place"]>): void;
}

/** The editor's own words in Chinese. */
const phrases = {
  Find: "查找",
  Replace: "替换",
  next: "下一个",
  previous: "上一个",
  all: "全选",
  "match case": "区分大小写",
  regexp: "正则表达式",
  "by word": "整词",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前一处",
  "replaced $ matches": "替换了 $ 处",
  "replaced match on line $": "替换了第 $ 行的一处",
  "on line": "在第几行",
  "Go to line": "到第几行",
  go: "去",
  "Folded lines": "折叠的行",
  "Unfolded lines": "展开的行",
  to: "到",
  "folded code": "折叠的语句",
  unfold: "展开",
  "Fold line": "折叠这一行",
  "Unfold line": "展开这一行",
  "Control character": "控制字符",
  Completions: "可填的名称",
  "Selection deleted": "已删去选中的内容"
};

/** The colours of the page, which change with its scheme. */
const colours = HighlightStyle.define([
  {tag: tags.keyword, color: "var(--now)"},
  {tag: [tags.string, tags.special(tags.string)], color: "var(--goal)"},
  {tag: [tags.number, tags.bool, tags.null, tags.typeName], color: "var(--prev)"},
  {tag: tags.comment, color: "var(--mute)"}
]);

/** An editor of statements that completes the names of tables and columns; Ctrl and Enter run. */
export function editor(text: string, tables: readonly AnalystTable[], run: () => void): Editor {
  const schema = Object.fromEntries(
    tables.map(({name, label, columns}) => [
      name,
      {
        self: {label: name, detail: label, type: "type"},
        children: columns.map(column => ({label: column.name, detail: column.label, type: "property"}))
      }
    ])
  );
  const parent = h("div", {class: "sql-editor"});
  const view = new EditorView({
    doc: text,
    parent,
    extensions: [
      Prec.highest(
        keymap.of([
          {
            key: "Mod-Enter",
            run: () => {
              run();
              return true;
            }
          }
        ])
      ),
      basicSetup,
      autocompletion({activateOnTyping: true}),
      sql({dialect: PostgreSQL, schema}),
      syntaxHighlighting(colours),
      EditorState.phrases.of(phrases),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({"aria-label": "SQL语句"})
    ]
  });
  return {
    element: parent,
    text: () => view.state.doc.toString(),
    replace: next => {
      view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: next}});
      view.focus();
    },
    point: ({line, column}) => {
      const {doc} = view.state;
      const at = doc.line(Math.min(line, doc.lines));
      view.dispatch({selection: {anchor: Math.min(at.from + column - 1, at.to)}, scrollIntoView: true});
      view.focus();
    }
  };
}
