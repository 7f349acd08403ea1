import {typeset} from "../text/typeset.js";
import {h} from "./h.js";

/** How near, in px, a pointer must come to a point. */
const reach = 32;

/**
 * Tooltips for the charts drawn into an element. A chart gives each point's text as its `<title>`; here these become
 * tooltips shown under pointer and finger, and one after another by the arrow keys, read aloud by screen readers.
 * `opens` is called with the text of a point that a mouse clicks on, or that is shown when Enter is pressed.
 * Returns the function to call with each new drawing.
 */
export function tips(
  element: HTMLElement,
  opens?: (text: string, from: HTMLElement) => void
): (svg: SVGSVGElement) => void {
  const bubble = h("div", {class: "bubble", role: "status"});
  element.append(bubble);
  let points: {mark: Element; text: string}[] = [];
  let current = -1;

  const show = (index: number) => {
    if (index === current) return;
    points[current]?.mark.removeAttribute("data-on");
    current = index;
    const point = points[index];
    bubble.toggleAttribute("data-shown", Boolean(point));
    if (!point) return;
    point.mark.setAttribute("data-on", "");
    bubble.textContent = typeset(point.text);
    const stage = element.getBoundingClientRect();
    const box = point.mark.getBoundingClientRect();
    const half = bubble.offsetWidth / 2;
    const middle = Math.min(box.left + box.width, stage.right) / 2 + Math.max(box.left, stage.left) / 2 - stage.left;
    bubble.style.left = `${Math.max(half, Math.min(stage.width - half, middle))}px`;
    const above = box.top - stage.top - bubble.offsetHeight - 8;
    bubble.style.top = `${above > -24 ? above : box.bottom - stage.top + 8}px`;
  };

  const nearest = (event: PointerEvent) => {
    let best = -1;
    let least = reach;
    for (const [i, {mark}] of points.entries()) {
      const box = mark.getBoundingClientRect();
      const dx = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
      const dy = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
      const distance = Math.hypot(dx, dy);
      if (distance < least) [best, least] = [i, distance];
    }
    return best;
  };

  element.addEventListener("pointermove", event => show(nearest(event)));
  element.addEventListener("pointerdown", event => show(nearest(event)));
  element.addEventListener("pointerleave", event => {
    if (event.pointerType === "mouse") show(-1);
  });
  // A finger's first touch shows the point; to open it too would hide what it shows.
  element.addEventListener("click", event => {
    const point = event instanceof PointerEvent && event.pointerType === "mouse" ? points[nearest(event)] : undefined;
    if (point) opens?.(point.text, element);
  });
  element.addEventListener("focus", () => {
    if (element.matches(":focus-visible")) show(points.length - 1);
  });
  element.addEventListener("blur", () => show(-1));
  element.addEventListener("keydown", event => {
    const last = points.length - 1;
    const shown = points[current];
    if (event.key === "Enter" && shown) opens?.(shown.text, element);
    const to = {
      ArrowLeft: current - 1,
      ArrowUp: current - 1,
      ArrowRight: current + 1,
      ArrowDown: current + 1,
      Home: 0,
      End: last,
      Escape: -1
    }[event.key];
    if (to === undefined || last < 0) return;
    event.preventDefault();
    show(event.key === "Escape" ? -1 : Math.max(0, Math.min(last, to)));
  });

  return svg => {
    current = -1;
    bubble.removeAttribute("data-shown");
    // Where it stood there may be no page any more.
    bubble.style.left = "0";
    points = [];
    for (const title of [...svg.querySelectorAll("title")]) {
      const mark = title.parentElement!;
      title.remove();
      // The chart's own title would pop up as a second tooltip; its aria-label says the same.
      if (mark !== (svg as Element)) points.push({mark, text: title.textContent ?? ""});
    }
    if (points.length === 0) return;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", `图中各点，按左右方向键逐点查看${opens ? "，按回车键看出处" : ""}`);
  };
}
