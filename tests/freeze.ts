import {createHash} from "node:crypto";
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {locked} from "../loaders/lock.js";
import {freeze} from "../reports/freeze/freeze.js";
import {codeHash} from "../reports/freeze/state.js";
import {copied, removed} from "./files.js";

/** What a freeze is made of, besides the office's files. */
const code = ["loaders", "src", "reports", "data/sample", "data/reference"];

/** The freeze that is kept is of the office as it is made here. */
const own = createHash("sha256").update(readFileSync("tests/freeze.ts")).digest("hex").slice(0, 8);

/** A template without charts, so that documents are quick. */
const template = `---
附录: 无
---
# {{年度}}年试稿

收到提案{{提交提案}},{{提交提案|较上年}}。委员满意率{{委员满意率}}。

收到社情民意{{收到社情民意|精确}},编报{{编报社情民意}}。
`;

/** Exports of years that no test of freezes asks for: without them all is counted in half the time. */
const early = /十届|2020-202[12]/;
/** Attendances of another year, which have more rows than all other kinds together. */
const unasked = /^[^,\n]*,[^,\n]*,(?!2024)\d{4}-.*\n/gm;

/** An office in a temporary folder: the sample's later exports and tables, a template, a place for freezes. */
export class FreezeOffice {
  readonly root = mkdtempSync(join(tmpdir(), "yearbook-freeze-"));
  readonly template = join(this.root, "试稿.md");
  readonly folder = join(this.root, "frozen");
  readonly out = join(this.root, "out");

  /** `like`: with the files of another. */
  constructor(like?: string) {
    if (like) {
      copied(like, this.root);
      return;
    }
    cpSync("data/sample/exports", this.path("exports"), {recursive: true, filter: from => !early.test(from)});
    this.edit("exports/出席记录_2023-2025_20251031.csv", text => text.replace(unasked, ""));
    cpSync("data/reference", this.path("reference"), {recursive: true});
    cpSync("data/sample/reference", this.path("reference"), {recursive: true});
    writeFileSync(this.template, template);
  }

  get data(): string {
    return join(this.root, "data");
  }

  path(...parts: string[]): string {
    return join(this.root, "data", ...parts);
  }

  /** Another office with the same files and freezes, to be changed. */
  copy(): FreezeOffice {
    const other = new FreezeOffice(this.root);
    other.#own(this.root);
    return other;
  }

  /** The freeze 送审稿 of 2024, made once for all suites and copied here; its folder. */
  async frozen(): Promise<string> {
    const kept = `.cache/tests/frozen-${(await codeHash(code)).slice(0, 16)}-${own}`;
    await locked(".cache/tests/frozen.lock", async () => {
      if (existsSync(`${kept}/frozen`)) return;
      const {data, folder, template} = this;
      await freeze({name: "送审稿", year: "2024", data, folder, template});
      mkdirSync(kept, {recursive: true});
      writeFileSync(join(kept, "root.txt"), this.root);
      cpSync(folder, `${kept}/frozen.tmp`, {recursive: true});
      renameSync(`${kept}/frozen.tmp`, `${kept}/frozen`);
    });
    copied(`${kept}/frozen`, this.folder);
    this.#own(readFileSync(join(kept, "root.txt"), "utf8"));
    return join(this.folder, "送审稿");
  }

  /** The freeze names the files of another office: they are those of this one. */
  #own(root: string): void {
    const path = join(this.folder, "送审稿", "manifest.json");
    if (existsSync(path)) writeFileSync(path, readFileSync(path, "utf8").replaceAll(root, this.root));
  }

  /** Rewrites a text file of the data. */
  edit(name: string, change: (text: string) => string): void {
    writeFileSync(this.path(name), change(readFileSync(this.path(name), "utf8")));
  }

  /** The last entry of 2024 is taken away: one 社情民意 less. */
  dropOpinion(): void {
    this.edit("exports/社情民意_2024.csv", text => text.trimEnd().split("\n").slice(0, -1).join("\n"));
  }

  /** 基本满意 counts as 满意. */
  countBasic(): void {
    this.edit("reference/rules.csv", text => text.replace("基本满意计入满意,否", "基本满意计入满意,是"));
  }

  close(): void {
    removed(this.root);
  }
}

/** What a command writes to standard output while `work` runs. */
export async function saying(work: () => Promise<number>): Promise<{code: number; said: string}> {
  const write = process.stdout.write;
  let said = "";
  process.stdout.write = ((text: string) => {
    said += text;
    return true;
  }) as typeof process.stdout.write;
  try {
    return {code: await work(), said};
  } finally {
    process.stdout.write = write;
  }
}
