import {AlignmentType, Footer, LineRuleType, PageNumber, Paragraph, TextRun} from "docx";
import {face, fonts} from "./styles.js";

/** The page number between dashes, one character in from the outer edge. */
export function footer(side: "left" | "right"): Footer {
  const number = {font: face(fonts.number), size: 28};
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === "left" ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: {[side]: 280, firstLine: 0},
        spacing: {line: 240, lineRule: LineRuleType.AUTO},
        children: [
          new TextRun({text: "— ", ...number}),
          new TextRun({children: [PageNumber.CURRENT], ...number}),
          new TextRun({text: " —", ...number})
        ]
      })
    ]
  });
}
