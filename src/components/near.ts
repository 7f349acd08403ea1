import {h} from "./h.js";

/** A place that is filled once a reader comes near it, or prints; at once where nobody tells what is near. */
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
    {rootMargin: "200px"}
  );
  near.observe(place);
  addEventListener("beforeprint", fill, {once: true});
  return place;
}
