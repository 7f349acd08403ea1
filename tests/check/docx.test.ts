import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {strFromU8, strToU8, unzipSync, zipSync} from "fflate";
import {describe, expect, it, test} from "vitest";
import {checkDraft, commentDocx, type Finding, readDraft} from "../../src/check/index.js";
import {readDocx} from "../../src/docx/index.js";
import {catalogue} from "../catalogue.js";
import {convert} from "../made.js";
import {figures} from "./figures.js";

const types = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const rels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

const body = `
<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>一、提案</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">全年共提交</w:t></w:r><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>提案26</w:t></w:r><w:r><w:t>2件,</w:t></w:r><w:r><w:t>经审查立案249件 &amp; 办结率</w:t></w:r><w:hyperlink w:history="1"><w:r><w:t>100%。</w:t></w:r></w:hyperlink></w:p>
<w:p><w:del w:id="90" w:author="a"><w:r><w:delText>立案888件</w:delText></w:r></w:del><w:ins w:id="91" w:author="a"><w:r><w:t>编报社情民意102篇。</w:t></w:r></w:ins></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>立案777件</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>立案666件</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>提交提案</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>261</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>走访</w:t><w:br/><w:t>委员156人次</w:t></w:r></w:p>`;

const document = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${inner}<w:sectPr/></w:body></w:document>`;

const docx = (inner = body, more: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "[Content_Types].xml": types,
        "_rels/.rels": rels,
        "word/document.xml": document(inner),
        ...more
      }).map(([name, text]) => [name, strToU8(text)])
    )
  );

/** The relations of the main part: its notes, headers and footers. */
const relations = (...targets: [kind: string, target: string][]) => ({
  "word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${targets
    .map(
      ([kind, target], i) =>
        `<Relationship Id="r${i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`
    )
    .join("")}</Relationships>`
});

const check = (text: string) => checkDraft(text, figures, {catalogue, year: 2024, paragraphs: true});
const part = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name]!);
const ids = (xml: string) => [...xml.matchAll(/<w:comment w:id="(\d+)"/g)].map(match => match[1]);

/** The text that a comment is anchored to. */
function anchored(xml: string, id: string): string {
  const range = new RegExp(`<w:commentRangeStart w:id="${id}"/>([\\s\\S]*?)<w:commentRangeEnd w:id="${id}"/>`).exec(
    xml
  );
  return [...(range?.[1] ?? "").matchAll(/<w:t(?:\s[^>]*)?>([^<]*)</g)].map(match => match[1]).join("");
}

/** Tags that do not close what they opened. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  for (const [, slash, name, own] of xml.matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g)) {
    if (own) continue;
    if (!slash) open.push(name!);
    else if (open.pop() !== name) return [name!];
  }
  return open;
}

describe("reading a .docx", () => {
  const {text} = readDocx(docx());
  it("gives paragraphs, cells and breaks, without what is deleted or doubled", () => {
    expect(text).toBe(
      "一、提案\n全年共提交提案262件,经审查立案249件 & 办结率100%。\n编报社情民意102篇。\n\n立案777件\n提交提案\t261\t\n走访\v委员156人次\n"
    );
  });
  it("refuses what is none, with what to do", () => {
    const workbook = zipSync({
      "_rels/.rels": strToU8(rels.replace("word/document.xml", "xl/workbook.xml")),
      "xl/workbook.xml": strToU8('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>')
    });
    const broken = [zipSync({"a.txt": strToU8("x")}), workbook, new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])];
    for (const bytes of broken) expect(() => readDraft("草稿.docx", bytes)).toThrow(/草稿\.docx.*另存为 \.docx/);
    expect(() => readDraft("草稿.doc", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toThrow(/旧版 Word/);
    expect(() => readDraft("草稿.pdf", strToU8("%PDF-1.7"))).toThrow(/PDF/);
    expect(() => readDraft("空.txt", new Uint8Array())).toThrow(/空文件/);
    expect(() => readDraft("乱.txt", new Uint8Array([0xff, 0x80, 0x80, 0xff]))).toThrow(/UTF-8 或 GB18030/);
  });
  it("reads text in UTF-8 and GB18030", () => {
    expect(readDraft("a.md", new Uint8Array([0xef, 0xbb, 0xbf, ...strToU8("提案261件")])).text).toBe("提案261件");
    expect(readDraft("a.txt", new Uint8Array([0xcc, 0xe1, 0xb0, 0xb8, 0x31, 0xbc, 0xfe])).text).toBe("提案1件");
  });
});

describe("what stands beside the text", () => {
  const box = (inner: string) =>
    `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>${inner}</w:t></w:r></w:p></w:txbxContent></mc:Choice></mc:AlternateContent></w:r>`;
  const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
  const notes = `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p>${run("市领导批示7篇。")}</w:p></w:footnote></w:footnotes>`;
  const footer = `<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>${run("共收到提案300件")}</w:p></w:ftr>`;
  const draft = docx(
    `<w:p>${run("提案261件,其中党派团体提案")}${box("编报社情民意120篇")}${run("158件。")}</w:p><w:p>${run("收到社情民意146篇")}<w:r><w:footnoteReference w:id="2"/></w:r>${run("。")}</w:p>`,
    {
      "word/footnotes.xml": notes,
      "word/footer1.xml": footer,
      ...relations(["footnotes", "footnotes.xml"], ["footer", "/word/footer1.xml"])
    }
  );
  const source = readDocx(draft);
  const findings = check(source.text);

  it("does not cut a sentence in two, and is checked", () => {
    const verdicts = Object.fromEntries(findings.map(each => [each.text, each.verdict]));
    expect(verdicts).toMatchObject({"158件": "一致", "120篇": "不一致", "7篇": "不一致", "300件": "不一致"});
  });

  it("has its comments where the text bears it, saying what they speak of", () => {
    const copy = commentDocx(source, findings, ["不一致"]);
    const comments = part(copy, "word/comments.xml");
    expect(ids(comments)).toHaveLength(3);
    for (const said of ["文本框中的“120篇”", "脚注中的“7篇”", "页脚中的“300件”"]) expect(comments).toContain(said);
    const id = /w:id="(\d+)"[^>]*>(?:(?!<w:comment ).)*脚注/.exec(comments)![1]!;
    expect(anchored(part(copy, "word/document.xml"), id)).toBe("收到社情民意146篇");
    expect(readDocx(copy).text).toBe(source.text);
    expect(unbalanced(part(copy, "word/document.xml"))).toEqual([]);
  });
});

describe("comments in a copy", () => {
  const source = readDocx(docx());
  const findings = check(source.text);
  const copy = commentDocx(source, findings);
  const xml = part(copy, "word/document.xml");
  const comments = part(copy, "word/comments.xml");
  const shown = findings.filter(each => each.verdict === "不一致" || each.verdict === "无法核对");

  it("stand at each place, over exactly its words, and say how it should read", () => {
    expect(shown.filter(each => each.verdict === "不一致").map(each => each.text)).toContain("262件");
    expect(ids(comments)).toEqual(shown.map((_, i) => String(i)));
    shown.forEach((each, i) => {
      if (!each.text.startsWith("777")) expect(anchored(xml, String(i))).toBe(each.text);
    });
    expect(comments).toContain("应为：261件");
  });

  it("leave the text as it is, in the same looks, and the XML whole", () => {
    expect(readDocx(copy).text).toBe(source.text);
    expect(xml).toContain(
      '<w:t xml:space="preserve">提案</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">26</w:t></w:r><w:r><w:t xml:space="preserve">2件</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    );
    for (const text of [xml, comments, part(copy, "[Content_Types].xml"), part(copy, "word/_rels/document.xml.rels")])
      expect(unbalanced(text)).toEqual([]);
    expect(part(copy, "[Content_Types].xml")).toContain('PartName="/word/comments.xml"');
    expect(part(copy, "word/_rels/document.xml.rels")).toContain('Target="comments.xml"');
  });

  it("are the same bytes for the same draft", () => {
    expect(Buffer.compare(Buffer.from(commentDocx(readDocx(docx()), findings)), Buffer.from(copy))).toBe(0);
  });

  it("join those that are there", () => {
    const again = readDocx(copy);
    const twice = commentDocx(again, check(again.text));
    const all = ids(part(twice, "word/comments.xml"));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(2 * ids(comments).length);
    expect(readDocx(twice).text).toBe(source.text);
    expect(part(twice, "[Content_Types].xml").match(/comments\.xml/g)!.length).toBe(1);
  });

  it("are inert text", () => {
    const nasty: Finding = {
      ...findings[0]!,
      start: 0,
      end: 2,
      verdict: "不一致",
      reason: '<w:p>&"',
      should_read: "</w:t>"
    };
    const made = part(commentDocx(source, [nasty]), "word/comments.xml");
    expect(made).toContain("&lt;w:p&gt;&amp;");
    expect(unbalanced(made)).toEqual([]);
  });
});

test("a draft without anything to say is copied as it is", () => {
  const plain = readDocx(docx("<w:p><w:r><w:t>各位委员</w:t></w:r></w:p>"));
  expect(unzipSync(commentDocx(plain, check(plain.text)))["word/comments.xml"]).toBeUndefined();
});

test("LibreOffice opens the copy and finds every comment", async () => {
  const folder = await mkdtemp(join(tmpdir(), "check-"));
  const source = readDocx(docx());
  const copy = commentDocx(source, check(source.text));
  await writeFile(join(folder, "draft.docx"), copy);
  await convert([join(folder, "draft.docx")], "odt", folder);
  const content = strFromU8(unzipSync(new Uint8Array(await readFile(join(folder, "draft.odt"))))["content.xml"]!);
  expect(content.match(/<office:annotation /g)!.length).toBe(ids(part(copy, "word/comments.xml")).length);
  for (const words of ["262件", "249件", "102篇"])
    expect(content.replace(/<office:annotation .*?<\/office:annotation>|<[^>]*>/gs, "")).toContain(words);
  await rm(folder, {recursive: true});
});

describe("what Word shows is what is read", () => {
  const t = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
  const read = (inner: string, more: Record<string, string> = {}) => readDocx(docx(inner, more));

  it("with any prefix, or none", () => {
    const source = `<w:p>${t("提案26")}${t("2件")}</w:p>`;
    for (const [from, to] of [
      [/w:/g, "ns0:"],
      [/<(\/?)w:/g, "<$1"]
    ] as const) {
      const renamed = document(source).replace(from, to).replace("xmlns:ns0:", "xmlns:w:");
      const xml = renamed.replace("xmlns:w=", to === "ns0:" ? "xmlns:ns0=" : "xmlns=");
      const made = readDocx(docx("", {"word/document.xml": xml}));
      expect(made.text).toBe("提案262件\n");
      const copy = commentDocx(made, check(made.text));
      expect(readDocx(copy).text).toBe(made.text);
      expect(part(copy, "word/document.xml")).toMatch(/commentRangeStart (xmlns:w="[^"]*" )?(w|ns0):id="0"/);
    }
  });

  it("paragraphs whose mark is deleted or hidden are one with the next; deleted rows are gone", () => {
    const mark = (inner: string) => `<w:pPr><w:rPr>${inner}</w:rPr></w:pPr>`;
    for (const gone of ['<w:del w:id="1"/>', '<w:moveFrom w:id="1"/>', "<w:vanish/>"])
      expect(read(`<w:p>${mark(gone)}${t("提案26")}</w:p><w:p>${t("1件")}</w:p>`).text).toBe("提案261件\n");
    const cell = (text: string) => `<w:tc><w:p>${t(text)}</w:p></w:tc>`;
    const rows = `<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell("9")}</w:tr><w:tr>${cell("1")}${cell("2")}</w:tr></w:tbl>`;
    expect(read(rows).text).toBe("1\t2\t\n");
  });

  it("hidden text is left out and counted, by its own properties or by a style", () => {
    const hidden = (properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>99</w:t></w:r>`;
    const styles = {
      "word/styles.xml": `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="base"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="h"><w:basedOn w:val="base"/></w:style></w:styles>`,
      ...relations(["styles", "styles.xml"])
    };
    const runs = ["<w:vanish/>", '<w:vanish w:val="true"/>', '<w:rStyle w:val="h"/>'];
    for (const properties of runs) {
      const {text, hidden: count} = read(`<w:p>${t("提案")}${hidden(properties)}${t("1件")}</w:p>`, styles);
      expect([text, count]).toEqual(["提案1件\n", 2]);
    }
    expect(read(`<w:p>${hidden('<w:vanish w:val="0"/>')}</w:p>`).text).toBe("99\n");
    expect(readDraft("草稿.docx", docx(`<w:p>${t("提案")}${hidden("<w:vanish/>")}${t("1件")}</w:p>`)).notes).toEqual([
      "文档中有2个隐藏的字，不显示也不打印，没有核对。"
    ]);
    expect(read(`<w:p><w:pPr><w:pStyle w:val="h"/></w:pPr>${t("99")}</w:p>`, styles).text).toBe("\n");
  });

  it("codes of fields, comments and readings are not text; results, controls and equations are", () => {
    const field = `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${t("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const control = `<w:sdt><w:sdtContent>${t("4")}</w:sdtContent></w:sdt>`;
    const ruby = `<w:r><w:ruby><w:rt>${t("yi")}</w:rt><w:rubyBase>${t("5")}</w:rubyBase></w:ruby></w:r>`;
    const m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
    const equation = `<m:oMath ${m}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup></m:oMath>`;
    const noted = {
      "word/comments.xml": `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0"><w:p>${t("7件")}</w:p></w:comment></w:comments>`,
      ...relations(["comments", "comments.xml"])
    };
    expect(read(`<w:p>${field}${control}${ruby}${equation}</w:p>`, noted).text).toBe("3451/210^4\n");
  });

  it("a comment on an equation stands around it", () => {
    const m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
    const source = read(`<w:p>${t("提交提案")}<m:oMath ${m}><m:r><m:t>262</m:t></m:r></m:oMath>${t("件")}</w:p>`);
    expect(source.text).toBe("提交提案262件\n");
    const copy = part(commentDocx(source, check(source.text)), "word/document.xml");
    expect(copy).toMatch(/<w:commentRangeStart w:id="0"\/><m:oMath.*<\/m:oMath>.*件<.*<w:commentRangeEnd w:id="0"\/>/);
  });

  it("a body of another format is refused, never passed as empty", () => {
    for (const inner of ['<w:altChunk r:id="r9" xmlns:r="urn:r"/>', `<w:p>${t("x")}</w:p><w:subDoc/>`])
      expect(() => readDraft("草稿.docx", docx(inner))).toThrow(/草稿\.docx 的正文.*另存为 \.docx/);
  });

  it("a paragraph of thousands of runs and comments takes no longer than its length", () => {
    const source = read(`<w:p>${t("提交提案262件。").repeat(5000)}</w:p>`);
    const [wrong] = check("提交提案262件。");
    const findings = Array.from({length: 5000}, (_, i): Finding => ({...wrong!, start: i * 9 + 4, end: i * 9 + 8}));
    const copy = commentDocx(source, findings, ["不一致", "无法核对", "一致"]);
    expect(ids(part(copy, "word/comments.xml"))).toHaveLength(5000);
    expect(readDocx(copy).text).toBe(source.text);
  });
});
