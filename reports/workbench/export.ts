import {fileOf} from "../../loaders/ingest/summary.js";
import type {FileSummary} from "../../loaders/ingest.js";
import {droppedWords, kindLabel} from "../../src/components/problem-list.js";
import {causeSentence, causesOf, ranges} from "../../src/intake/causes.js";
import {suggest} from "../../src/intake/headers.js";
import type {Source} from "../../src/intake/source.js";
import {typeset} from "../../src/text/typeset.js";
import type {Export} from "../../src/workbench/state.js";
import {spoken} from "./spoken.js";

/** So many causes of a file are told on the page; the list of problems has all. */
const told = 40;

/** What the page says of a file that was read; `known` are the kinds with the office's own columns. */
export function exportOf(file: FileSummary, known: readonly Source[]): Export {
  const source = known.find(({name}) => name === file.kind);
  const causes = causesOf(file.problems);
  const taken = new Set(file.columns.map(({field}) => field));
  const doubled = file.problems.filter(({code}) => code === "repeated-column").map(({column}) => column);
  const asked = [...file.unknownColumns, ...doubled];
  return {
    name: file.name,
    file: fileOf(file),
    kind: kindLabel(file.kind),
    encoding: file.encoding,
    years: ranges(file.years),
    from: file.firstDate,
    until: file.lastDate,
    records: file.records,
    accepted: file.accepted,
    quarantined: file.quarantined,
    duplicates: file.duplicates,
    dropped: typeset(droppedWords(file.dropped)),
    refused: file.refused === null ? null : spoken(file.refused),
    partly: file.partly,
    causes: causes
      .filter(({code, unlisted}) => code !== "unknown-column" && code !== "repeated-column" && !unlisted)
      .slice(0, told)
      .map(cause => ({words: spoken(causeSentence("", cause).trim()), wrong: cause.severity === "error"})),
    unlisted: causes.flatMap(({unlisted, times}) => (unlisted ? [{...unlisted, times}] : [])).slice(0, told),
    unknown: asked.flatMap((header, i) => {
      const near = source && suggest(source, header, taken, 3);
      return near ? [{header, near, doubled: i >= file.unknownColumns.length}] : [];
    })
  };
}
