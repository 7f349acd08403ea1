/**
 * The script of pages with Framework's `Inputs` and Plot: what these lack for those who do not see or point. A slider is
 * called as its form, a head without words is none, a table that scrolls is reached by keyboard, marks are a group.
 */
export const namedInputs = `new MutationObserver(() => {
  const each = (selector, change) => document.querySelectorAll(selector).forEach(change);
  each('form[class*="inputs-"] input[type=range]:not([aria-label])', input => {
    const {textContent} = input.form.querySelector("label") ?? {};
    input.setAttribute("aria-label", textContent || "数值");
  });
  each('form[class*="inputs-"] th:empty:not([role])', head => head.setAttribute("role", "presentation"));
  each('main svg g[aria-label]:not([role])', marks => marks.setAttribute("role", "group"));
  each('form[class*="inputs-"][class*="-table"]:not([tabindex])', form => { form.tabIndex = 0; });
}).observe(document, {childList: true, subtree: true});`;
