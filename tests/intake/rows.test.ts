import {describe, expect, test} from "vitest";
import {readExport} from "../../src/kinds/read.js";

const header = "活动编号,活动名称,活动类型,开始日期,承办部门,参加人次,服务人次\n";
const first = "1,甲,调研,2024-03-05,提案委,12,30\n";
const second = "2,乙,调研,2024-03-06,提案委,12,30\n";

async function read(text: string) {
  const {records, problems, counts, refused} = await readExport("活动.csv", new TextEncoder().encode(text));
  return {
    refused,
    names: records.map(({values}) => values.name),
    told: problems.filter(({severity}) => severity === "error").map(({code, line}) => `${code} ${line}`),
    said: problems.filter(({severity}) => severity === "error").map(({what}) => what),
    dropped: counts.dropped
  };
}

describe("a total is no record and no fault, whatever it is called", () => {
  test.each([
    ...["合计", "总计", "共计", "累计", "总数", "汇总", "Total", "合 计", "总 计:"],
    ...[
      "协商小计",
      "提案委小计",
      "第一季度小计",
      "1月合计",
      "3月小计",
      "2024年合计",
      "上半年累计",
      "全年合计",
      "本月合计"
    ]
  ])("%s", async word => {
    const plain = await read(`${header}${first}${second}${word},,,,,24,60\n`);
    expect([plain.names, plain.told, plain.dropped.total]).toEqual([["甲", "乙"], [], 1]);
  });

  test.each(["平均", "平均值", "占比"])("%s sums nothing", async word => {
    const {names, told, dropped} = await read(`${header}${first}${second}${word},,,,,0.5,1\n`);
    expect([names, told, dropped.total]).toEqual([["甲", "乙"], [], 1]);
  });

  test.each([",一月小计,,2024-03-05,,24,60", ",调研小计,调研,2024-12-31,,24,60", "3,合计,,,,24,60"])(
    "also with a date, a type or a running number: %s",
    async row => {
      const {names, told, dropped} = await read(`${header}${first}${second}${row}\n`);
      expect([names, told, dropped.total]).toEqual([["甲", "乙"], [], 1]);
    }
  );

  test.each(["", "合计", "协商小计"])("one that does not agree is told: %s", async word => {
    const {told} = await read(`${header}${first}${second}${word || "总计"},,,,,25,60\n`);
    expect(told).toEqual(["control-total 4"]);
  });

  test("totals of parts that stand together below all rows are not held against them", async () => {
    const {told, dropped} = await read(
      `${header}${first}${second}调研小计,,,,,24,60\n协商小计,,,,,0,0\n合计,,,,,24,60\n`
    );
    expect([told, dropped.total]).toEqual([[], 3]);
  });

  test("an item that only speaks of a total is one", async () => {
    const {names} = await read(
      `${header}3,关于统计口径合计的调研,调研,2024-03-05,提案委,1,1\n4,设计,调研,2024-03-05,提案委,1,1\n`
    );
    expect(names).toEqual(["关于统计口径合计的调研", "设计"]);
  });
});

describe("a line below the table that says who made it, or between rows what follows, is no fault", () => {
  test.each([
    ...[
      "填报人：某甲",
      "填报人,某甲",
      "制表：某甲,,审核：某乙",
      "填报人：某甲,,,填报日期：2024-12-31",
      "审核人签字",
      "单位（盖章）："
    ],
    ...[
      "日期：2024年12月31日",
      "报送单位：区政协",
      "主任：某甲",
      "分管领导：某甲",
      "说明：本表截至12月",
      "注1：不含线上"
    ],
    ...[
      "※本表数据由系统生成",
      "以上数据由系统生成",
      "（以下无正文）",
      "一、调研类",
      "（二）协商类",
      "第三部分 视察",
      "第1页 共2页"
    ]
  ])("%s", async line => {
    const {names, told, dropped} = await read(`${header}${first}${line}\n${second}`);
    expect([names, told, dropped.footer]).toEqual([["甲", "乙"], [], 1]);
  });

  test("a record that lacks all but its title stays a fault", async () => {
    const {told} = await read(`${header}${first},丙,,,,,\n7,,,,,,\n`);
    expect(told.map(each => each.split(" ")[0])).toContain("blank");
    expect(new Set(told.map(each => each.split(" ")[1]))).toEqual(new Set(["3", "4"]));
  });
});

describe("another table below", () => {
  test("with the same header, after a title of its own: read on", async () => {
    const {names, told} = await read(`${header}${first}\n二、视察\n${header}${second}`);
    expect([names, told]).toEqual([["甲", "乙"], []]);
  });

  test("with the columns in another order: not read, and told", async () => {
    const other = "活动名称,活动编号,承办部门,活动类型,开始日期,参加人次,服务人次\n丙,3,调研,视察,2024-03-06,5,6\n";
    const {names, told} = await read(header + first + other);
    expect([names, told]).toEqual([["甲"], ["table 3"]]);
  });

  test("with a header that nobody knows: no row of it counts, which is told", async () => {
    const {names, told} = await read(`${header}${first}\n单位,件数,占比\n区教育局,12,30%\n区民政局,3,10%\n`);
    expect([names, told]).toEqual([["甲"], ["width 4", "width 5", "width 6"]]);
    const wide = "单位,联系人,负责科室,件数,占比,,\n区教育局,某某,一科,12,30%,,\n区民政局,某某,二科,3,10%,,\n";
    expect(await read(`${header}${first},,,,,,\n${wide}${second}`)).toMatchObject({
      names: ["甲", "乙"],
      told: ["table 4"],
      said: [expect.stringContaining("从第 4 行起像是另一张表,共 3 行")]
    });
  });
});
