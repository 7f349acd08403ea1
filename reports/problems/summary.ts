import {fileOf} from "../../loaders/ingest/summary.js";
import type {FileSummary, IngestSummary} from "../../loaders/ingest.js";
import {droppedWords, kindLabel} from "../../src/components/problem-list.js";
import {causesAcross, mostImportant, sharedSentence} from "../../src/intake/causes.js";
import {sentence} from "../../src/intake/problem.js";

/** What staff read after `npm run ingest`: a paragraph for each file, the most important causes of all, then the sum. */
export function summaryText({files, reference}: IngestSummary): string {
  const sum = (key: "records" | "accepted" | "quarantined" | "duplicates" | "warnings") =>
    files.reduce((total, file) => total + file[key], 0);
  const refused = files.filter(file => file.refused !== null).length;
  const causes = causesAcross(files);
  const told = causes.slice(0, mostImportant);
  const left = causes.length - told.length;
  return [
    ...files.map(fileText),
    ...(told.length > 0
      ? [
          [
            `要看的问题（${left > 0 ? `共 ${causes.length} 类，最要紧的 ${told.length} 类` : `${told.length} 类`}）`,
            ...told.map(cause => `  - ${sharedSentence(cause)}`),
            ...(left > 0 ? [`  - 另有 ${left} 类，见问题清单`] : [])
          ].join("\n")
        ]
      : []),
    ...(reference.length > 0
      ? [["参考表", ...reference.map(({name, problem}) => `  ${sentence(name, problem)}`)].join("\n")]
      : []),
    `共 ${new Set(files.map(fileOf)).size} 个文件,记录 ${sum("records")}:采用 ${sum("accepted")},隔离 ${sum("quarantined")},重复 ${sum("duplicates")}；提示 ${sum("warnings")}${refused ? `；${refused} 个文件没有读` : ""}`
  ].join("\n\n");
}

function fileText(file: FileSummary): string {
  if (file.refused !== null) return `${file.name}\n  没有读:${file.refused}`;
  const {name, encoding, firstDate, lastDate, records, accepted, quarantined, duplicates, warnings, dropped} = file;
  const reasons = droppedWords(dropped);
  const lines = [
    name,
    `  ${[kindLabel(file.kind), encoding, firstDate ? `${firstDate} 至 ${lastDate}` : null].filter(Boolean).join(" · ")}`,
    `  记录 ${records}:采用 ${accepted},隔离 ${quarantined},重复 ${duplicates},略去 ${Object.values(dropped).reduce((a, b) => a + b, 0)}${reasons ? `(${reasons})` : ""}；提示 ${warnings}`
  ];
  if (file.unknownColumns.length > 0) lines.push(`  未识别的列:${file.unknownColumns.join("、")}`);
  if (file.contactColumns.length > 0) lines.push(`  联系方式,不读内容:${file.contactColumns.join("、")}`);
  return lines.join("\n");
}

/** The same for machines, one object a file. */
export function summaryJson({files}: IngestSummary) {
  return files.map(file => ({
    name: file.name,
    kind: file.kind,
    encoding: file.encoding,
    records: file.records,
    accepted: file.accepted,
    quarantined: file.quarantined,
    dropped: file.dropped,
    duplicates: file.duplicates,
    warnings: file.warnings,
    refused: file.refused,
    unknown_columns: file.unknownColumns,
    contact_columns: file.contactColumns,
    first_date: file.firstDate,
    last_date: file.lastDate,
    exported: file.exported,
    sha256: file.sha256
  }));
}
