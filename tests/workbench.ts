import axe from "axe-core";
import type {Page} from "playwright-core";
import type {House} from "./house.js";

export interface Started {
  port: number;
  /** With the token of this start. */
  address: string;
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
  return {port: Number(new URL(address).port), address};
}

/** What axe finds in a page, in one colour scheme. */
export async function faults(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  await page.emulateMedia({colorScheme});
  await page.evaluate(axe.source);
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => setTimeout(done))));
  return page.evaluate(async () => {
    const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run();
    return violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
}
