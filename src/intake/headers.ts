import {nearest} from "./nearest.js";
import type {Field, Source} from "./source.js";
import {normalizeHeader} from "./source.js";

/** Columns of contact data, whatever the system calls them. */
export const contactHeader =
  /手机|电话|传真|邮箱|邮件|email|e-mail|mobile|phone|tel$|身份证|证件号|住址|地址|address|微信|qq号?$|银行卡|银行账号/;

/** Columns of names of people. */
export const personHeader = /姓名|提案人|联名人|附议人|反映人|提交人|联系人|经办人|录入员|填报人|签名|委员$|领衔/;

/**
 * Whether a column of an office's own is one of names, by its header: 姓名, or what ends with a word for a person (领办人,
 * 联系人员, 名单). A count of people (参加人数) is none, nor who by office takes the lead (领衔督办: 主席、副主席).
 */
export const namesPeople = (header: string): boolean => {
  const name = header
    .normalize("NFKC")
    .replace(/\([^()]*\)/g, "")
    .trim();
  return /姓名|签名|[人者员]$|名单$|名册$|主笔$/.test(name) && !/法人$/.test(name);
};

const matter =
  /^(备注|附注|附件|附件数|操作|操作列|流水号|编号|序列号|排序|序|id|打印|查看|详情|链接|网址|版本|校验码|录入(日期|人员?)?|创建日期|修改日期|更新日期|是否删除|数据来源|数据状态|选择|勾选)$/;

/** Columns of a system's own or for remarks, which hardly any figure is made of. */
export const isMatter = (header: string): boolean => matter.test(plainHeader(header));

export interface Known {
  field: string;
  /** Among the spellings of the field: the one listed first wins. */
  rank: number;
}

const plainHeaders = new Map<string, string>();

/** A header without what systems add to it: marks, remarks and units in brackets, 所属, the time of day in …时间. */
function plainHeader(header: string): string {
  let name = plainHeaders.get(header);
  if (name === undefined) {
    name = stripped(header);
    if (plainHeaders.size > 4096) plainHeaders.clear();
    plainHeaders.set(header, name);
  }
  return name;
}

function stripped(header: string): string {
  const name = normalizeHeader(header)
    .replace(/[[(【〔<][^\])】〕>]*[\])】〕>]/g, "")
    .replace(/[*★☆●※#]/g, "")
    .replace(/^(\d+[.、])/, "")
    .replace(/^所属(?=.)/, "")
    .replace(/(?<=[人者])姓名$/, "");
  return name.replace(/(?<=.)时间$/, "日期");
}

/** A header without the number that it has among several of its kind: 主办单位 of 主办单位2, 主办单位(二) and 主办单位. */
export const unnumbered = (header: string): string =>
  plainHeader(header).replace(/(?<=.{2})[\d一二三四五六七八九十]+$/, "");

/** What is looked among: the fields of a kind, and the words by which it goes. */
export type Named = Pick<Source, "label" | "speaks" | "fields">;

interface Names {
  written: ReadonlyMap<string, Known>;
  /** Plain headers that no two fields share. */
  plain: ReadonlyMap<string, Known>;
}

const cache = new WeakMap<Named, Names>();

function namesOf(source: Named): Names {
  const known = cache.get(source);
  if (known) return known;
  const written = new Map<string, Known>();
  const plain = new Map<string, Known | null>();
  for (const [field, {names, elsewhere}] of Object.entries(source.fields))
    for (const [rank, name] of names.entries()) {
      if (elsewhere && rank === 0) continue;
      const entry = {field, rank};
      written.set(normalizeHeader(name), entry);
      const short = plainHeader(name);
      const other = plain.get(short);
      if (other === undefined) plain.set(short, entry);
      else if (other?.field !== field) plain.set(short, null);
    }
  for (const [name, entry] of plain) if (entry === null) plain.delete(name);
  const names = {written, plain: plain as Map<string, Known>};
  cache.set(source, names);
  return names;
}

/** The field of a source that a header names, in any of its spellings, with or without what it is of: 提案提交时间. */
export function lookup(source: Named, header: string): Known | undefined {
  if (header.length > 60) return undefined;
  const {written, plain} = namesOf(source);
  const short = plainHeader(header);
  const found = written.get(normalizeHeader(header)) ?? plain.get(short);
  if (found || short === "") return found;
  const of = [source.label, ...(source.speaks ?? [])].find(word => short.startsWith(word));
  return of ? plain.get(short.slice(of.length)) : undefined;
}

/** Headers of the fields that an unknown header most likely means, nearest first; none where none is near. */
export function suggest(source: Source, header: string, taken: ReadonlySet<string> = new Set(), most = 2): string[] {
  const name = plainHeader(header);
  if (name.length < 2) return [];
  const found: string[] = [];
  const left = new Map<string, string>();
  for (const [id, {names}] of Object.entries(source.fields))
    if (!taken.has(id)) for (const spelling of names) left.set(plainHeader(spelling), id);
  while (found.length < most) {
    const near = nearest(name, left.keys()) ?? sharing(name, left.keys()) ?? within(name, left.keys());
    if (!near) break;
    const id = left.get(near)!;
    found.push(source.fields[id]!.names[0]!);
    for (const [spelling, other] of left) if (other === id) left.delete(spelling);
  }
  return found;
}

/** Endings of headers that mean different things: 采用日期 is no 编报日期. */
const general = /(日期|单位|编号|名称|类型)$/;

/** A header that shares its first or last two characters and half of all: 承办时间 and 交办日期 do not, 委员反馈 and 委员意见 do. */
function sharing(name: string, known: Iterable<string>): string | null {
  for (const candidate of known) {
    if (candidate.length < 3 || name.length < 3) continue;
    const begins = candidate.slice(0, 2) === name.slice(0, 2) && !name.startsWith("是否");
    const ends = begins || candidate.slice(-2) === name.slice(-2);
    if (ends && !general.test(candidate)) return candidate;
  }
  return null;
}

/** A short header within a longer one, at its beginning or end: 口径 in 口径说明, 单位 in 计量单位. */
function within(name: string, known: Iterable<string>): string | null {
  for (const candidate of known)
    if (candidate.length === 2 && (name.startsWith(candidate) || name.endsWith(candidate))) return candidate;
  return null;
}

/** Which of `headers` may be the missing field, or where any of several would do, one of them. */
export function candidates(field: Field, headers: readonly string[], several = false): string[] {
  const names = field.names.map(plainHeader);
  const like = (name: string, known: string) => alike(name, known) && !(several && general.test(known));
  return headers.filter(header => {
    const name = plainHeader(header);
    return name.length >= 2 && (nearest(name, names) !== null || names.some(known => like(name, known)));
  });
}

const alike = (a: string, b: string) =>
  a.length >= 2 && b.length >= 2 && (a.includes(b) || b.includes(a) || a.slice(-2) === b.slice(-2));
