import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

/** How large the code is: files and lines of each room, the median file and one in twenty longest. */
for (const room of ["src", "loaders", "reports", "tests"]) {
  const names = readdirSync(room, {recursive: true, encoding: "utf8"}).filter(
    name =>
      /\.(ts|sql|md|css|csv)$/.test(name) && !/^(\.observablehq|out|frozen|output|data|check\/drafts)\b/.test(name)
  );
  const lines = names.map(name => readFileSync(join(room, name), "utf8").split("\n").length - 1).sort((a, b) => a - b);
  const at = (share: number) => lines[Math.floor(share * lines.length)];
  const sum = lines.reduce((a, b) => a + b, 0);
  process.stdout.write(`${room}:${names.length} 个文件,${sum} 行,中位 ${at(0.5)} 行,95% 在 ${at(0.95)} 行以内\n`);
}
