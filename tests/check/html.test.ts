import {expect, test} from "vitest";
import {checkDraft, findingRows, findingsPage, markedDraft, tallyWords} from "../../src/check/index.js";
import {catalogue} from "../catalogue.js";
import {figures} from "./figures.js";

const text = '<b>全年</b>提交提案262件,立案249件。\n"走访"企业30家。';
const findings = checkDraft(text, figures, {catalogue, year: 2024});

test("the draft is text, each number marked by its verdict", () => {
  const html = markedDraft(text, findings);
  expect(html).toContain("&lt;b&gt;全年&lt;/b&gt;");
  expect(html.match(/<mark class="wrong"[^>]*>262件<\/mark>/)).not.toBeNull();
  expect(html.match(/<mark class="right"[^>]*>249件<\/mark>/)).not.toBeNull();
  expect(html.match(/<mark class="open"[^>]*>30家<\/mark>/)).not.toBeNull();
  expect(html.replace(/<[^>]*>/g, "")).not.toContain("<b>");
});

test("the table says what is wrong first, and leads to its place", () => {
  const rows = findingRows(text, findings).split("\n");
  expect(rows.map(row => /<td>(.{2,4})<\/td>/.exec(row)![1])).toEqual(["不一致", "无法核对", "一致"]);
  expect(rows[0]).toContain("<td>261件</td>");
  const id = /href="#(n\d+)"/.exec(rows[0]!)![1];
  expect(markedDraft(text, findings)).toContain(`id="${id}"`);
});

test("the page stands alone", () => {
  const page = findingsPage("草稿<1>.docx", text, findings, 2024);
  expect(page).toContain("核稿：草稿&lt;1&gt;.docx");
  expect(page).toContain("不一致 1 处，请核对 0 处，无法核对 1 处，一致 1 处，不是数据 0 处");
  expect(page).not.toMatch(/https?:|<script|src=/);
  expect(tallyWords([])).toBe("不一致 0 处，请核对 0 处，无法核对 0 处，一致 0 处，不是数据 0 处");
});
