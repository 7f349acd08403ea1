import {readFileSync, symlinkSync} from "node:fs";
import {join, resolve} from "node:path";
import {launch} from "../loaders/browser.js";
import {House} from "../tests/house.js";
import {bundleProgram} from "../tests/program.js";
import {startWorkbench} from "../tests/workbench.js";

// Takes the pictures of docs/first-hour.md anew, of the program as it is: npx tsx .ci/first-hour.ts

const wide = {width: 1280, height: 760};
const patient = {timeout: 600_000};
const exports = "data/sample/exports";
const given = ["十一届二次会议提案导出_20240108.csv", "十一届三次会议提案导出_20250110.csv", "社情民意_2024.csv"];

await bundleProgram();
const house = new House("first-hour");
await house.useShell();
symlinkSync(resolve("data/sample"), house.path("data/sample"));
const {address} = await startWorkbench(house, 4690);
const browser = await launch();
const page = await browser.newPage({viewport: wide, locale: "zh-CN"});
page.setDefaultTimeout(patient.timeout);
const done = () => page.waitForFunction(() => !document.body.hasAttribute("aria-busy"), null, patient);
const settled = () => page.waitForSelector(".behind:empty", {...patient, state: "attached"});
const button = (name: string) => page.getByRole("button", {name, exact: true});
const taken = async (name: string, part: string) => {
  await page.locator(part).evaluate(one => one.scrollIntoView({block: "start"}));
  await page.screenshot({path: join("docs/first-hour", `${name}.png`)});
};

try {
  await page.goto(address);
  await page.waitForSelector("#exports tbody tr", patient);
  await done();
  await settled();
  await taken("1-open", "#workbench");

  const words = (name: string) => readFileSync(join(exports, name));
  const [entries, activities] = ["社情民意_2024.csv", "履职活动_2024-2025_20251031.csv"].map(
    name => [name, words(name).toString("utf8")] as const
  );
  await page.setInputFiles("#exports input[type=file]", [
    ...given.slice(0, 2).map(name => ({name, mimeType: "text/csv", buffer: words(name)})),
    {name: entries![0], mimeType: "text/csv", buffer: Buffer.from(entries![1].replace("来源类型", "反映来源类"))},
    {
      name: activities![0],
      mimeType: "text/csv",
      buffer: Buffer.from(activities![1].replaceAll("讲座义诊", "健康课堂"))
    },
    {name: "扫描件.csv", mimeType: "text/csv", buffer: Buffer.from("%PDF-1.4\n")}
  ]);
  await page.waitForSelector("#exports tr.refused", patient);
  await done();
  await settled();
  await taken("2-exports", "#exports");
  await taken("3-checkup", "#checkup");

  await button("届次表").click();
  await page.waitForSelector("#editor-said.wrong", patient);
  await taken("4-tables", "#tables");
  await button("新指标").click();
  await page.locator("#metric-label").fill("服务群众");
  await page.locator("#metric-source").selectOption("履职活动");
  await page.locator("#metric-aggregate").selectOption("合计");
  await page.locator("#metric-field").selectOption("服务人次");
  await page.waitForSelector(".preview td", patient);
  await taken("5-metric", ".composer");

  await button("收回 扫描件.csv").click();
  await page.waitForSelector("text=扫描件.csv：已收回", patient);
  await done();
  await settled();
  await button("写报告").click();
  await page.waitForSelector("text=年的报告已写好", patient);
  await done();
  await taken("6-report", "#report");
} finally {
  await browser.close();
  house.close();
}
