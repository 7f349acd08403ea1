import {build} from "esbuild";
import {expect, test} from "vitest";
import {shownKinds} from "../../loaders/site/shown-kinds.js";
import {kinds} from "../../src/kinds/index.js";
import type {Kind} from "../../src/kinds/kind.js";

/** What pages show of a kind. */
const shown = ({name, label, basis, fields, dimensions, derived = {}, months, page}: Kind) => ({
  ...{name, label, basis, dimensions, months, page},
  derived: Object.entries(derived).map(([id, {label, of}]) => [id, label, of]),
  fields: Object.entries(fields).map(([id, {type, names, personal, values = {}}]) => [
    id,
    type,
    names[0],
    personal,
    Object.entries(values).map(([code, [word]]) => [code, word])
  ])
});

test("the bundle of a page has every kind with all its labels, and of spellings the first alone", async () => {
  const {outputFiles} = await build({
    stdin: {contents: 'export {kinds} from "./src/kinds/index.js"', resolveDir: "."},
    ...{bundle: true, format: "esm", write: false, charset: "utf8"},
    plugins: [shownKinds]
  });
  const {text} = outputFiles[0]!;
  const bundled = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {kinds: readonly Kind[]};
  expect(bundled.kinds.map(shown)).toEqual(kinds.map(shown));
  const spellings = bundled.kinds.flatMap(({fields}) => Object.values(fields).map(({names}) => names.length));
  expect(new Set(spellings)).toEqual(new Set([1]));
});
