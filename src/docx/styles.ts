import type {Document, Element} from "@xmldom/xmldom";
import {attribute, child, children, isOn, nameOf} from "./xml.js";

/** Whether text is hidden: by its own properties, or by a style. */
export interface Hidden {
  /** By the style of the paragraph, given its properties. */
  paragraph: (properties: Element | undefined) => boolean;
  /** By the properties of the run, in a paragraph whose style hides it or does not. */
  run: (properties: Element | undefined, paragraph: boolean) => boolean;
}

/** What the styles of a document hide. */
export function hiddenBy(styles: Document | null): Hidden {
  const byId = new Map<string, Element>();
  for (const style of styles ? children(styles.documentElement!) : [])
    if (nameOf(style) === "style") byId.set(attribute(style, "styleId") ?? "", style);
  const hides = (id: string | null, seen: readonly string[] = []): boolean => {
    const style = id === null || seen.includes(id) ? undefined : byId.get(id);
    if (!style) return false;
    const own = child(child(style, "rPr"), "vanish");
    return own ? isOn(own) : hides(value(child(style, "basedOn")), [...seen, id!]);
  };
  return {
    paragraph: properties => hides(value(child(properties, "pStyle"))),
    run: (properties, paragraph) => {
      const own = child(properties, "vanish");
      return own ? isOn(own) : paragraph !== hides(value(child(properties, "rStyle")));
    }
  };
}

const value = (element: Element | undefined) => (element ? attribute(element, "val") : null);
