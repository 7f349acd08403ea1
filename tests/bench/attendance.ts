import {appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {buildSite} from "../../loaders/site/build.js";
import {makers} from "../../reports/makers.js";
import {report} from "./measure.js";

/** 400 members, 6 years, 40,000 rows of attendance beside the sample's other exports: builds after one row was added. */
const [members, years, meetings] = [400, [2020, 2021, 2022, 2023, 2024, 2025], 17];
const scratch = mkdtempSync(join(tmpdir(), "yearbook-attendance-"));
const number = (i: number) => `B${String(i).padStart(3, "0")}`;
const head = "会议或活动编号,名称,日期,类别,委员编号,姓名,出席情况";
const kinds = ["全体会议", "常委会会议", "专委会会议", "专题协商", "视察", "学习培训"];
const states = ["出席", "出席", "出席", "出席", "出席", "请假", "缺席", "列席"];

function roster(): string {
  const rows = Array.from(
    {length: members},
    (_, i) =>
      `${number(i)},委员B${i},${i % 2 ? "男" : "女"},汉族,界别${i % 12},党派${i % 8},专委${i % 7},委员,,2019-01-10,,`
  );
  return ["委员编号,姓名,性别,民族,界别,党派,专委会,职务,届次,任职日期,离任日期,离任原因", ...rows].join("\n");
}

function attendance(): string {
  const rows = years.flatMap(year =>
    Array.from({length: meetings}, (_, k) => k).flatMap(k =>
      Array.from({length: members}, (_, i) => {
        const day = `${year}-${String((k % 10) + 1).padStart(2, "0")}-${String(k + 10)}`;
        return `M${year}-${k},会议${k},${day},${kinds[k % kinds.length]},${number(i)},委员B${i},${states[(i * 7 + k * 3) % states.length]}`;
      })
    )
  );
  return [head, ...rows].join("\n");
}

/** Seconds, and of them those of the processor, of builds with new data: the shell stands. */
async function measured(name: string, data: string): Promise<number> {
  const output = join(scratch, `${name}-site`);
  const file = join(data, "exports", readdirSync(join(data, "exports")).findLast(each => each.startsWith("出席记录"))!);
  const wall: number[] = [];
  const processor: number[] = [];
  for (let i = 0; i < 3; i++) {
    appendFileSync(file, `\nN-${i},加开会议${i},2025-10-20,常委会会议,,某人${i},出席`);
    const [started, before] = [performance.now(), process.cpuUsage()];
    await buildSite({data, output, makers});
    const {user, system} = process.cpuUsage(before);
    wall.push((performance.now() - started) / 1000);
    processor.push((user + system) / 1e6);
  }
  report(`${name},数据有变化`, wall.slice(1), "秒", "< 5");
  report(`${name},处理器`, processor.slice(1), "秒", "多出不到 0.7");
  return Math.min(...processor.slice(1));
}

const [small, large] = ["sample", "large"].map(name => {
  const data = join(scratch, name);
  cpSync("data/sample", data, {recursive: true});
  return data;
}) as [string, string];
const exports = join(large, "exports");
for (const file of readdirSync(exports)) if (/^(出席记录|委员名册)/.test(file)) rmSync(join(exports, file));
writeFileSync(join(exports, "委员名册_20251031.csv"), roster());
writeFileSync(join(exports, "出席记录_20251031.csv"), attendance());
try {
  const [own, more] = [await measured("示例", small), await measured("400名委员、4万行出席", large)];
  report("比示例多用", [more - own], "秒处理器", "< 0.7");
} finally {
  rmSync(scratch, {recursive: true, force: true});
}
