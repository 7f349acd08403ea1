import {once} from "node:events";
import {createWriteStream, existsSync} from "node:fs";
import {mkdir, rename, stat} from "node:fs/promises";
import {join} from "node:path";

const header = [
  ...["流水号", "提案编号", "届次", "案由", "提案者类型", "第一提案人", "类别"],
  ...["提交日期", "审查结果", "主办单位", "交办日期", "答复日期", "委员意见"]
].join(",");

const kinds = ["委员个人", "委员联名", "党派", "人民团体", "界别"];
const categories = ["经济发展", "科技创新", "农业农村", "城乡建设", "教育", "卫生健康", "社会治理"];
const units = ["区教育局", "区财政局", "区商务局", "区卫生健康委", "区教育局、区财政局", "区商务局、区公安分局"];
const ratings = ["满意", "满意", "满意", "基本满意", ""];
const places = ["示例甲街道", "示例乙街道", "示例丙街道", "示例丁镇", "示例戊镇", "老城片区", "沿江片区"];
const topics = ["停车难", "养老服务", "学前教育", "河道治理", "示例产业园招商", "夜间经济", "社区食堂", "历史建筑保护"];

/** One made-up proposal as a line of an export, about 220 bytes in UTF-8; the same for the same number. */
export function line(i: number): string {
  const pick = (list: readonly string[], by: number) => list[((i * 2654435761) >>> by) % list.length]!;
  const day = (from: number, span: number) => {
    const date = new Date(Date.UTC(2024, 0, 8 + from + ((i * 7919) % span)));
    return date.toISOString().slice(0, 10);
  };
  const title = `关于进一步加强${pick(places, 3)}${pick(topics, 5)}工作第${i}号的建议(示例数据)`;
  const cells = [
    `TA${String(i).padStart(8, "0")}`,
    String(i).padStart(7, "0"),
    "十一届三次",
    i % 4 ? title : `"${title},另附说明"`,
    pick(kinds, 7)
  ];
  cells.push(`委员${String(i % 5000).padStart(4, "0")}`, pick(categories, 9), day(0, 300), i % 20 ? "立案" : "不立案");
  return [...cells, pick(units, 11), day(20, 300), day(60, 290), pick(ratings, 13)].join(",");
}

/** Writes an export of so many proposals once; later runs find it. */
export async function generate(folder: string, count: number, encode: (text: string) => Uint8Array, name: string) {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  await mkdir(folder, {recursive: true});
  const out = createWriteStream(`${path}.part`);
  let block = `${header}\n`;
  for (let i = 1; i <= count; i++) {
    block += `${line(i)}\n`;
    if (block.length > 1 << 20 || i === count) {
      if (!out.write(encode(block))) await once(out, "drain");
      block = "";
    }
  }
  out.end();
  await once(out, "close");
  await rename(`${path}.part`, path);
  return path;
}

export const megabytes = async (path: string) => (await stat(path)).size / 1e6;
