import {expect, test} from "vitest";
import {plain, story} from "../../reports/story/story.js";
import {templates} from "../../reports/story/templates.js";
import {typesetStory} from "../../reports/story/typeset.js";
import {figures} from "../../src/figures/index.js";
import {sampleBook} from "../sample.js";
import {expectCommitted} from "../snapshot.js";

/** What each shipped template says of the sample: read it as a leader would. */
for (const {name, text} of await templates())
  test(`${name} of 2024`, async () => {
    const told = story(name, text, await sampleBook({year: 2024}), figures);
    expect(told.left).toEqual([]);
    expectCommitted(`documents/${name}.txt`, `${plain(typesetStory(told))}\n`);
  });
