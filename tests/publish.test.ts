import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {filesIn, putBack, replaceFolder} from "../loaders/publish.js";

/** A number that no process has. */
const nobody = 4_194_300;
let parent: string;
let target: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "yearbook-publish-"));
  target = join(parent, "dist");
});
afterEach(() => rmSync(parent, {recursive: true, force: true}));

function write(files: Record<string, string>, folder = target) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), text);
  }
}

async function read(folder = target): Promise<Record<string, string>> {
  const names = await filesIn(folder);
  return Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), "utf8")]));
}

const publish = (files: Record<string, string>, retire: string[] = []) =>
  replaceFolder(target, async beside => {
    write(files, beside);
    return {retire};
  });

test("a folder that is not there yet appears whole", async () => {
  await publish({"index.html": "1", "data/a.arrow": "1"});
  expect(await read()).toEqual({"data/a.arrow": "1", "index.html": "1"});
  expect(readdirSync(parent)).toEqual(["dist"]);
});

test("what is named as gone goes, with its folder; what others put there stays, empty folders too", async () => {
  await publish({"index.html": "1", "old/a.js": "1"});
  write({"公告.pdf": "theirs", "old2/说明.txt": "theirs"});
  mkdirSync(join(target, "空"));
  await publish({"index.html": "2", "new/a.js": "2"}, ["old/a.js", "index.html"]);
  expect(await read()).toEqual({"index.html": "2", "new/a.js": "2", "old2/说明.txt": "theirs", "公告.pdf": "theirs"});
  expect(readdirSync(target)).toEqual(["index.html", "new", "old2", "公告.pdf", "空"]);
});

test("a step that is refused: everything is as it was, and the sentence names the file", async () => {
  await publish({"a.js": "1", "b.js": "1", "index.html": "1"});
  rmSync(join(target, "index.html"));
  write({"index.html/占位.txt": "theirs"});
  const before = await read();
  await expect(publish({"a.js": "2", "c.js": "2", "index.html": "2"}, ["b.js"])).rejects.toThrow(
    /dist.index\.html：写入失败，原有的文件没有改动。$/
  );
  expect(await read()).toEqual(before);
  expect(readdirSync(parent)).toEqual(["dist"]);
});

test("fill that fails leaves the last good one and nothing beside it", async () => {
  await publish({"index.html": "1"});
  const broken = replaceFolder(target, async beside => {
    write({"index.html": "half"}, beside);
    throw new Error("disk full");
  });
  await expect(broken).rejects.toThrow("disk full");
  expect(await read()).toEqual({"index.html": "1"});
  expect(readdirSync(parent)).toEqual(["dist"]);
});

test("killed on the way: the files that were already replaced are put back", async () => {
  write({"index.html": "2", "a.js": "1", "公告.pdf": "theirs"});
  write({"index.html": "1", "b.js": "1"}, join(parent, `.dist.${nobody}.old`));
  write({"b.js": "2"}, join(parent, `.dist.${nobody}.new`));
  await putBack(target);
  expect(await read()).toEqual({"a.js": "1", "b.js": "1", "index.html": "1", "公告.pdf": "theirs"});
  expect(readdirSync(parent)).toEqual(["dist"]);
});

test("a link to a folder is followed, one to nowhere is refused in words", async () => {
  mkdirSync(join(parent, "www"));
  symlinkSync("www", target);
  await publish({"index.html": "1"});
  expect(existsSync(join(parent, "www/index.html"))).toBe(true);
  rmSync(join(parent, "www"), {recursive: true});
  await expect(publish({"index.html": "2"})).rejects.toThrow("是一个链接，它指向的地方不存在");
});
