import {expect, test} from "vitest";
import type {Story} from "../../reports/story.js";
import {typeset, typesetStory} from "../../reports/typeset.js";

test.each([
  ["较上年增加29件,增长12.5%", "较上年增加29件\uff0c增长12.5%"],
  ["立案249件;办结率100%,回复率100%", "立案249件\uff1b办结率100%\uff0c回复率100%"],
  ["来源:提案导出6个文件", "来源\uff1a提案导出6个文件"],
  ["共12,480人次,时间9:30", "共12,480人次\uff0c时间9:30"],
  ["100余人(次)", "100余人(次)"],
  ["a, b; c", "a, b; c"]
])("%s is set %s", (text, set) => expect(typeset(text)).toBe(set));

test("a mark behind a bold figure is set with its sentence", () => {
  const runs = [
    {text: "收到提案"},
    {text: "261件", bold: true},
    {text: ",较上年增加29件;立案"},
    {text: "249件", bold: true}
  ];
  const set = typesetStory({title: "", blocks: [{type: "paragraph", runs}]} as unknown as Story);
  const [block] = set.blocks as {runs?: {text: string}[]}[];
  expect(block?.runs?.map(run => run.text)).toEqual(["收到提案", "261件", "\uff0c较上年增加29件\uff1b立案", "249件"]);
});
