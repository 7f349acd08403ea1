import {expect, test} from "vitest";
import {asked} from "./office.js";

const sessions = [
  "届次,届,次,开幕日期,闭幕日期,年度",
  "五届二次,5,2,2023-01-09,2023-01-12,2023",
  "五届三次,5,3,2024-01-15,2024-01-18,2024"
];
const proposals = ["提案编号,届次,案由,提交日期,审查结果", "1,五届三次,甲,2024-01-14,立案"];
const opinions = "编号,标题,来源类型,收到日期";

/** What is told of a file of opinions beside one of proposals, which kinds may be lost with it, and what was received in each year. */
const told = (...lines: string[]) =>
  asked(
    {
      exports: {"提案.csv": proposals, "社情民意_2023.csv": [opinions, "1,甲,委员,2023-03-01"], "社情民意.csv": lines},
      reference: {"sessions.csv": sessions}
    },
    "2024-12-31",
    async open => {
      const [file] = await open.rows<{refused: string | null; likely: string | null}>(
        "select refused, array_to_string(likely, ',') as likely from files where name = '社情民意.csv'"
      );
      const problems = await open.rows<{message: string}>("select message from problems where name = '社情民意.csv'");
      const received = await open.rows<{year: number; value: number}>(
        "select year, value from figures where metric = 'opinions.received' and view = 'year' and main and value is not null order by year"
      );
      return [
        file!.refused ?? problems.map(({message}) => message).join(),
        file!.likely,
        received.map(({year, value}) => `${year} ${value}`).join()
      ];
    }
  );

test("a header alone is no refusal: it holds no rows, which is told, and nothing becomes incomplete or 0", async () => {
  const alone = "社情民意.csv:只有表头,没有数据行,请确认导出条件(年份、届次)后重新导出";
  expect(await told(opinions)).toEqual([alone, null, "2023 1"]);
  expect(await told("2024年社情民意统计表", opinions, "合计,0,,")).toEqual([alone, null, "2023 1"]);
});

test.each([
  ["nothing but line ends", [""], "空文件(只有空白);请重新从系统导出。"],
  ["a title", ["2024年社情民意统计表,,,"], "只有标题,没有表头和数据;请确认导出条件(年份、届次)后重新导出。"]
])("of %s the reason is said, and its kind is incomplete", async (_, lines, reason) => {
  expect(await told(...lines)).toEqual([reason, "opinions", "2023 1"]);
});

test("an office whose files all hold a header alone is told which", async () => {
  const files = {exports: {"提案_2024.csv": [proposals[0]!]}, reference: {"sessions.csv": sessions}};
  await expect(asked(files, undefined, async () => {})).rejects.toThrow(
    "导出文件里没有一行数据(提案_2024.csv);请确认导出时选对了年度,再放进来运行一次。"
  );
});
