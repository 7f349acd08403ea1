import axe from "axe-core";
import type {Page} from "playwright-core";

/** What axe finds wrong in a page as it stands, by these rules or all. To list what is right as well would take as long again. */
export async function violations(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async rules => {
    const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run({
      resultTypes: ["violations"],
      ...(rules ? {runOnly: rules} : {})
    });
    return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`));
  }, rules);
}

/** What axe finds in a page in one colour scheme. */
export async function faults(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({colorScheme});
  await page.waitForFunction(scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme);
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
  return violations(page);
}
