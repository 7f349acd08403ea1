import {h} from "./h.js";

/**
 * A place that is filled once a reader comes near it or does anything on the page, so that it stands before a printer is
 * asked; at once where nobody tells what is near.
 */
export function whenNear(make: () => Promise<Node[]>): HTMLElement {
  const place = h("div", {"aria-busy": "true"});
  let asked = false;
  const fill = async () => {
    if (asked) return;
    asked = true;
    place.append(...(await make()));
    place.removeAttribute("aria-busy");
  };
  if (!globalThis.IntersectionObserver) {
    void fill();
    return place;
  }
  const near = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      near.disconnect();
      void fill();
    },
    {rootMargin: "0px"}
  );
  near.observe(place);
  for (const event of ["pointermove", "touchstart", "keydown", "beforeprint"])
    addEventListener(event, fill, {once: true, passive: true});
  return place;
}
