import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import readSheets from "read-excel-file/node";
import {expect, test} from "vitest";
import writeExcelFile from "write-excel-file/node";
import {keepReference} from "../reports/freeze/reference.js";

test("a freeze keeps a table that names nobody as it lies, another with what stands for the names", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-"));
  const at = (name: string) => join(folder, name);
  const file = (name: string) => ({name, path: at(name), sha256: "", bytes: 0, kind: "notes"});
  try {
    const rows = [
      ["图表或指标", "年度", "文字"],
      ["欧阳雪工作室接待", "2024", "欧阳雪调休,三个月"]
    ];
    const sheet = rows.map(row => row.map(value => ({value, type: String})));
    writeFileSync(at("notes.xlsx"), await writeExcelFile(sheet).toBuffer());
    writeFileSync(at("notes.csv"), `${rows.map(row => row.map(cell => `"${cell}"`).join(",")).join("\r\n")}\r\n`);
    for (const name of ["notes.xlsx", "notes.csv"])
      await keepReference(at(`kept ${name}`), file(name), ["欧阳雪"], "2024-12-31");
    expect((await readSheets(at("kept notes.xlsx")))[0]!.data[1]).toEqual([
      "某委员工作室接待",
      "2024",
      "（姓名）调休,三个月"
    ]);
    expect(readFileSync(at("kept notes.csv"), "utf8").split("\n")[1]).toBe(
      '某委员工作室接待,2024,"（姓名）调休,三个月"'
    );
    await keepReference(at("same.csv"), file("notes.csv"), ["王小明"], "2024-12-31");
    expect(readFileSync(at("same.csv"))).toEqual(readFileSync(at("notes.csv")));
  } finally {
    rmSync(folder, {recursive: true});
  }
});
