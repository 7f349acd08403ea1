import {expect, test} from "vitest";
import {pieces} from "../../src/text/units.js";

test.each([
  ["收到提案261件，增长12.5%", ["261件", "12.5%"]],
  ["服务群众12,480人次", ["12,480人次"]],
  ["带动增收2000余万元、万余人次", ["2000余万元"]],
  ["刊发稿件220余篇（条）", ["220余篇（条）"]],
  ["提高1.2个百分点（由97.2%升至98.4%）", ["1.2个百分点", "（由97.2%", "98.4%"]],
  ["批示31件次，截至2024年12月31日", ["31件次", "2024年", "12月", "31日"]]
])("%s keeps its numbers whole", (text, whole) => {
  const found = pieces(text);
  expect(found.map(piece => piece.text).join("")).toBe(text);
  expect(found.filter(piece => piece.whole).map(piece => piece.text)).toEqual(whole);
});
