import {expect, test} from "vitest";
import type {Story} from "../../reports/story/story.js";
import {typesetStory} from "../../reports/story/typeset.js";

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
