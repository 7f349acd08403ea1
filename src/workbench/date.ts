import {h} from "../components/h.js";
import {readDate} from "../intake/dates.js";
import {field} from "./step.js";

/** A day that may be left open: what is typed, in whatever shape exports have it, is set as 2024年12月31日. */
export interface DateEntry {
  element: HTMLElement;
  /** The day, 2024-12-31; null where none is wanted; undefined, and said beneath, where it cannot be read. */
  day: () => string | null | undefined;
}

/** A field for a day that is the same in every browser: their own speak the language of the machine. */
export function dateEntry(id: string, label: string): DateEntry {
  const said = h("p", {class: "said wrong", role: "alert", id: `${id}-said`});
  const input = h("input", {type: "text", id, placeholder: "如 2024年12月31日", "aria-describedby": said.id});
  const day = () => {
    const text = input.value.trim();
    const {value, fault} = text ? readDate(text) : {value: null, fault: undefined};
    const wrong = text !== "" && value === null;
    input.setAttribute("aria-invalid", String(wrong));
    said.textContent = wrong ? `看不懂的日期，${fault?.remedy ?? "应写成2024年12月31日这样的形式"}。` : "";
    if (value) input.value = value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
    return wrong ? undefined : value;
  };
  input.addEventListener("change", day);
  return {element: h("div", null, field(id, label, input), said), day};
}
