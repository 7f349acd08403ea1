import {BorderStyle, ImageRun, Paragraph, Table, TableCell, TableRow, VerticalAlign, WidthType} from "docx";
import {textWidth, twips} from "../paper.js";
import type {Plate} from "../plates.js";

/** Word measures pictures in pixels of 96 to the inch. */
const pixels = (mm: number) => (mm / 25.4) * 96;

/** One picture over the width of the text, or several side by side in a table without lines. */
export function pictures(row: Plate[]): (Paragraph | Table)[] {
  if (row.length === 1) return picture(row[0]!, true);
  const none = {style: BorderStyle.NONE, size: 0, color: "auto"};
  const borders = {top: none, bottom: none, left: none, right: none};
  const width = Math.floor(twips(textWidth) / row.length);
  return [
    new Table({
      width: {size: twips(textWidth), type: WidthType.DXA},
      columnWidths: row.map(() => width),
      borders: {...borders, insideHorizontal: none, insideVertical: none},
      rows: [
        new TableRow({
          cantSplit: true,
          children: row.map(
            plate =>
              new TableCell({
                borders,
                verticalAlign: VerticalAlign.BOTTOM,
                width: {size: width, type: WidthType.DXA},
                margins: {left: 56, right: 56},
                children: picture(plate, false)
              })
          )
        })
      ]
    })
  ];
}

function picture(plate: Plate, withSource: boolean): Paragraph[] {
  const beneath = withSource ? plate.source : plate.remarks;
  return [
    new Paragraph({
      style: "Picture",
      keepNext: true,
      children: [
        new ImageRun({
          type: "png",
          data: plate.png,
          transformation: {width: pixels(plate.width), height: pixels(plate.height)},
          altText: {name: plate.figure.name, title: plate.caption, description: plate.description}
        })
      ]
    }),
    new Paragraph({text: plate.caption, style: "Caption", keepNext: beneath !== ""}),
    ...(beneath ? [new Paragraph({text: beneath, style: "Source"})] : [])
  ];
}
