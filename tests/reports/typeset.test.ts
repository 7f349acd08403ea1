import {expect, test} from "vitest";
import type {Story} from "../../reports/story/story.js";
import {typeset, typesetStory} from "../../reports/story/typeset.js";

test.each([
  ["较上年增加29件,增长12.5%", "较上年增加29件\uff0c增长12.5%"],
  ["立案249件;办结率100%,回复率100%", "立案249件\uff1b办结率100%\uff0c回复率100%"],
  ["来源:提案导出6个文件", "来源\uff1a提案导出6个文件"],
  ["共12,480人次,时间9:30", "共12,480人次\uff0c时间9:30"],
  ["100余人(次)", "100余人(次)"],
  ["满意率98.4%(参评率100%)", "满意率98.4%\uff08参评率100%\uff09"],
  ["(一)办理", "\uff08一\uff09办理"],
  ["f(x) (12)", "f(x) (12)"],
  ["a, b; c", "a, b; c"]
])("%s is set %s", (text, set) => expect(typeset(text)).toBe(set));

test("a comma behind bold words is set as one within them", () => {
  const runs = [
    {text: "收到", bold: false},
    {text: "261件", bold: true},
    {text: ",较上年(", bold: false},
    {text: "232件", bold: true},
    {text: ")增加", bold: false}
  ];
  const story = {title: "", blocks: [{type: "paragraph", runs}]} as unknown as Story;
  expect(typesetStory(story).blocks[0]).toMatchObject({
    runs: [{}, {text: "261件", bold: true}, {text: "\uff0c较上年\uff08"}, {text: "232件"}, {text: "\uff09增加"}]
  });
});
