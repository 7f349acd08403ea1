import type {Element} from "@xmldom/xmldom";
import type {Hidden} from "./styles.js";
import {attribute, child, children, isOn, nameOf} from "./xml.js";

/** A stretch of the text that stands in one element. */
export interface Stretch {
  start: number;
  end: number;
  /** The `w:t`, whose run can be cut in two; or the whole equation, which cannot. */
  element: Element;
  /** Of a text box, a note, a header or footer, where no comment can stand: what it is, and the stretch that can bear it. */
  outside: {place: string; bearer: number} | null;
}

/** The text below an element as it is read. */
export interface Body {
  text: string;
  stretches: Stretch[];
  /** The stretch before the reference of each note: `footnote 2`. */
  notes: Map<string, number>;
  /** Characters that are not printed. */
  hidden: number;
}

/** What of a document is not of its text: deleted, moved away, codes of fields, readings above characters. */
const skipped = new Set(["del", "moveFrom", "mc:Fallback", "instrText", "delText", "rt", "pPr", "rPr", "sectPr"]);
/** Bodies of another format, and other files, that a document can be put together from. */
const embedded = new Set(["altChunk", "subDoc"]);
/** What stands for itself within a run. */
const signs: Record<string, string> = {tab: "\t", ptab: "\t", br: "\v", cr: "\v", noBreakHyphen: "-"};
/** What is set apart where an equation is written in a line: 1/2, 10^4. */
const mathSigns: Record<string, string> = {"m:den": "/", "m:sup": "^", "m:sub": "_"};

/** Thrown where a document holds a body that is not Word's and so cannot be read: what it is. */
export class Embedded extends Error {}

/**
 * The text below an element: paragraphs end with a line feed, cells with a tab, breaks within are \v. What is deleted
 * or hidden is left out; what stands in text boxes follows the paragraph that they float beside.
 */
export function textOf(root: Element, hidden: Hidden): Body {
  const body: Body = {text: "", stretches: [], notes: new Map(), hidden: 0};
  const box: Body = {text: "", stretches: [], notes: body.notes, hidden: 0};
  let boxes = 0;
  let paragraphHidden = false;

  const into = () => (boxes > 0 ? box : body);
  const add = (text: string) => {
    into().text += text;
  };
  const addStretch = (element: Element, text: string) => {
    if (text === "") return;
    const {text: before, stretches} = into();
    const outside = boxes > 0 ? {place: "文本框", bearer: Math.max(0, body.stretches.length - 1)} : null;
    stretches.push({start: before.length, end: before.length + text.length, element, outside});
    add(text);
  };

  walk(root);
  body.hidden += box.hidden;
  return body;

  function walk(parent: Element) {
    for (const element of children(parent)) visit(element);
  }

  function visit(element: Element) {
    const name = nameOf(element);
    if (name === null) return walk(element);
    if (skipped.has(name)) return;
    if (embedded.has(name)) throw new Embedded(name);
    if (name === "mc:AlternateContent") return alternative(element);
    if (name === "m:oMath") return addStretch(element, equation(element));
    if (name === "p") return paragraph(element);
    if (name === "r") return run(element);
    if (name === "tr") return row(element);
    if (name === "tc") return cell(element);
    if (name === "t") return addStretch(element, element.textContent ?? "");
    if (name in signs) return add(signs[name]!);
    if (name === "footnoteReference" || name === "endnoteReference") {
      const key = `${name.replace("Reference", "")} ${attribute(element, "id")}`;
      body.notes.set(key, Math.max(0, body.stretches.length - 1));
      return;
    }
    if (name !== "txbxContent") return walk(element);
    boxes++;
    walk(element);
    boxes--;
  }

  /** The first that is offered: what it needs, any Word of these years knows. */
  function alternative(element: Element) {
    const choice = child(element, "mc:Choice") ?? child(element, "mc:Fallback");
    if (choice) walk(choice);
  }

  function paragraph(element: Element) {
    const properties = child(element, "pPr");
    const mark = child(properties, "rPr");
    const before = paragraphHidden;
    paragraphHidden = hidden.paragraph(properties);
    walk(element);
    // With its mark deleted or hidden, a paragraph is one with the next.
    const joined = child(mark, "del") ?? child(mark, "moveFrom");
    if (!joined && !isOn(child(mark, "vanish"))) add("\n");
    paragraphHidden = before;
    if (boxes > 0 || box.text === "") return;
    if (!body.text.endsWith("\n")) body.text += "\n";
    const shift = body.text.length;
    body.stretches.push(...box.stretches.map(each => ({...each, start: each.start + shift, end: each.end + shift})));
    body.text += box.text;
    [box.text, box.stretches] = ["", []];
  }

  function run(element: Element) {
    if (!hidden.run(child(element, "rPr"), paragraphHidden)) return walk(element);
    into().hidden += [...children(element)].reduce(
      (sum, each) => sum + (nameOf(each) === "t" ? each.textContent!.length : 0),
      0
    );
  }

  function row(element: Element) {
    if (child(child(element, "trPr"), "del")) return;
    walk(element);
    add("\n");
  }

  /** The last paragraph of a cell ends with a tab instead of a line feed. */
  function cell(element: Element) {
    if (child(child(element, "tcPr"), "cellDel")) return;
    const target = into();
    walk(element);
    if (target.text.endsWith("\n")) target.text = target.text.slice(0, -1);
    add("\t");
  }
}

/** An equation in one line. */
function equation(element: Element): string {
  let text = "";
  for (const each of children(element)) {
    const name = nameOf(each);
    if (name === "m:t" || name === "t") text += each.textContent;
    else if (name === null || !skipped.has(name)) {
      const inside = equation(each);
      text += inside && name ? (mathSigns[name] ?? "") + inside : inside;
    }
  }
  return text;
}
