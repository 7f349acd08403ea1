import {expect, test} from "vitest";
import {leaders, moversFinding} from "../src/figures/sentences.js";
import {bookOf} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "六届一次,6,1,2023-01-10,2023-01-13,2023",
  "六届二次,6,2,2024-01-15,2024-01-18,2024"
];
const rows = (session: string, categories: string[]) =>
  categories.map((category, i) => `${session.slice(-2, -1)}${i},${session},关于${i}的提案,委员${i},${category}`);

/** An office of the proposals of two years, by their categories. */
const book = (before: string[], now: string[]) =>
  bookOf(
    {
      exports: {
        "提案.csv": ["流水号,届次,案由,第一提案人,类别", ...rows("六届一次", before), ...rows("六届二次", now)]
      },
      reference: {"sessions.csv": sessions}
    },
    {year: 2024}
  );

test("items that stand equal are named together, none alone", async () => {
  const lead = async (...now: string[]) =>
    leaders(await book(["教育"], now), "proposals.submitted", "category", "类别");
  expect(await lead("教育", "教育", "卫生", "农业")).toBe("提交提案中,教育最多,2件;其次是农业与卫生,各1件");
  expect(await lead("教育", "卫生")).toBe("提交提案中,卫生与教育最多,各1件");
  expect(await lead("教育", "卫生", "农业", "文化", "科技")).toMatch(/^提交提案中,.+、.+等5项最多,各1件$/);
  const moved = moversFinding(
    await book(["教育", "卫生"], ["农业", "文化", "教育"]),
    "proposals.submitted",
    "category",
    "类别"
  );
  expect(moved).toBe("提交提案中,农业与文化增加最多,各多1件;卫生减少最多,少1件");
});
