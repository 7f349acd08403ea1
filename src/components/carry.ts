/** Lets the navigation's links open the same years. */
export function carry(search: string) {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#observablehq-sidebar ol a"))
    if (link.origin === location.origin) link.search = search;
}
