import {h} from "./h.js";
import {later} from "./later.js";

/** How each part of the page stood when it was last looked at, by its key: its height in px, and whether on the screen. */
const stood = new Map<string, {height: number; seen: boolean}>();
const keys = new WeakMap<Element, string>();
const pending = new Map<Element, () => void>();
let observer: IntersectionObserver | undefined;

/**
 * A part of the page that is made anew, such as after a filter: at once where its last was on the screen or near it,
 * else an empty place of the same height that is filled when the browser has time, when it is scrolled to, or printed.
 */
export function unseenLater(key: string, make: () => HTMLElement, className = ""): HTMLElement {
  const last = stood.get(key);
  if (!globalThis.IntersectionObserver || !last || last.seen) return watched(key, make());
  const place = h("div", {class: className, style: `min-height:${last.height}px`});
  const fill = () => {
    // A place that the page has replaced meanwhile is nobody's.
    if (pending.delete(place) && place.isConnected) place.replaceWith(watched(key, make()));
  };
  pending.set(place, fill);
  later(fill);
  return watched(key, place);
}

/** Fills every place that still waits. */
export function fillUnseen(): void {
  for (const fill of pending.values()) fill();
}

function watched(key: string, element: HTMLElement): HTMLElement {
  if (!globalThis.IntersectionObserver) return element;
  observer ??= watch();
  keys.set(element, key);
  observer.observe(element);
  return element;
}

function watch(): IntersectionObserver {
  addEventListener("beforeprint", fillUnseen);
  const looked = new IntersectionObserver(
    entries => {
      for (const {target, isIntersecting, boundingClientRect} of entries) {
        if (!target.isConnected) looked.unobserve(target);
        else {
          stood.set(keys.get(target)!, {height: boundingClientRect.height, seen: isIntersecting});
          if (isIntersecting) pending.get(target)?.();
        }
      }
    },
    {rootMargin: "150px"}
  );
  return looked;
}
