import type {Page} from "playwright-core";
import type {House, Said} from "./house.js";

export interface Started {
  port: number;
  /** With the token of this start. */
  address: string;
  /** What it has said when it has ended. */
  said: Promise<Said>;
}

/** Starts the local program in a copy of the project, on the port or one after it. */
export async function startWorkbench(house: House, port: number): Promise<Started> {
  const {child, said} = house.start(["reports/commands/workbench.ts", "--port", String(port)]);
  const address = await new Promise<string>((done, fail) => {
    let text = "";
    child.stdout!.on("data", chunk => {
      text += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/workbench\?token=[\w-]+(?=\s)/.exec(text) ?? [];
      if (found) done(found);
    });
    said.then(({stdout, stderr}) => fail(new Error(stdout + stderr)));
  });
  return {port: Number(new URL(address).port), address, said};
}

/** The controls of a page that the key Tab does not reach, by what they are called. */
export async function unreached(page: Page): Promise<string[]> {
  const controls = "a[href], button:enabled, input:enabled, select, summary, [tabindex='0']";
  const count = await page.evaluate(controls => {
    const all = [...document.querySelectorAll<HTMLElement>(controls)].filter(one => one.checkVisibility());
    for (const [i, one] of all.entries()) one.dataset.control = String(i);
    (document.activeElement as HTMLElement | null)?.blur();
    return all.length;
  }, controls);
  const reached = new Set<string>();
  for (let pressed = 0; pressed < count + 40 && reached.size < count; pressed++) {
    await page.keyboard.press("Tab");
    const control = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.control);
    if (control !== undefined) reached.add(control);
  }
  return page.evaluate(
    reached =>
      [...document.querySelectorAll<HTMLElement>("[data-control]")]
        .filter(({dataset}) => !reached.includes(dataset.control!))
        .map(one => one.getAttribute("aria-label") ?? one.textContent ?? one.tagName),
    [...reached]
  );
}
