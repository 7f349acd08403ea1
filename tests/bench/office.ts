import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/** Writes the exports and tables of an invented office of 1,200 rows in four files, other ones for each number. */
export function writeOffice(folder: string, number: number): void {
  for (const part of ["exports", "reference"]) mkdirSync(join(folder, part), {recursive: true});
  const put = (name: string, lines: string[]) => writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  const year = (i: number) => 2022 + (i % 3);
  const day = (i: number) => `${String((i % 11) + 2).padStart(2, "0")}-${String((i % 27) + 1).padStart(2, "0")}`;
  const pick = (i: number, count: number) => (((i * 31 + number * 7) * 2654435761) % 4294967296) % count;
  put("reference/sessions.csv", [
    "届次,届,次,开幕日期,闭幕日期,年度",
    ...[1, 2, 3].map(n => `五届${"一二三"[n - 1]}次,5,${n},${2021 + n}-01-08,${2021 + n}-01-11,${2021 + n}`)
  ]);
  put("exports/提案.csv", [
    "流水号,届次,案由,提案者,提案者类型,提交日期,类别,审查结果,主办单位,交办日期,答复日期,办结日期,委员意见",
    ...rows(400, i => {
      const filed = pick(i, 10) > 0;
      const sent = filed ? `单位${pick(i, 30)},${year(i)}-02-01,${year(i)}-${day(i)},${year(i)}-${day(i)}` : ",,,";
      return `T${i},五届${"一二三"[i % 3]}次,关于事项${i}的建议,委员${pick(i, 200)},${["委员个人", "党派", "界别"][pick(i, 3)]},${year(i)}-01-09,类别${pick(i, 10)},${filed ? "立案" : "不立案"},${sent},${filed ? ["满意", "基本满意", "不满意"][pick(i, 20) % 3] : ""}`;
    })
  ]);
  put("exports/履职活动.csv", [
    "活动编号,活动名称,活动类型,活动日期,场次,承办部门,参加人次,建议条数",
    ...rows(
      400,
      i =>
        `H${i},活动${i},${["专题协商", "视察", "调研", "民主监督", "基层协商"][pick(i, 5)]},${year(i)}-${day(i)},1,专委${pick(i, 7)},${pick(i, 60)},${pick(i, 9)}`
    )
  ]);
  put("exports/社情民意.csv", [
    "流水号,标题,来源类型,界别,类别,收到日期,状态,编报日期",
    ...rows(
      330,
      i =>
        `S${i},反映事项${i},${["委员", "党派", "专委会"][pick(i, 3)]},界别${pick(i, 20)},类别${pick(i, 10)},${year(i)}-${day(i)},留存,${pick(i, 2) ? `${year(i)}-12-20` : ""}`
    )
  ]);
  put("exports/其他指标台账.csv", [
    "指标,年度,数值,单位,口径,来源,填报人",
    ...rows(70, i => `指标${i % 24},${2022 + Math.floor(i / 24)},${pick(i, 90) + 1},件,登记数,登记,经办`)
  ]);
}

const rows = (count: number, row: (i: number) => string) => Array.from({length: count}, (_, i) => row(i));
