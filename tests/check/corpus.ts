import {readdirSync, readFileSync} from "node:fs";
import {metricByLabel} from "../catalogue.js";

/** A number marked in a sentence of the corpus: {261件=提交提案}. */
export interface Marked {
  /** As written, with words and unit. */
  text: string;
  start: number;
  end: number;
  /** The metric's label, 增 or 减 (a change), 占 (a share), T (a target). */
  label: string;
  role: "value" | "change" | "share" | "target" | "vague";
}

export interface Sentence {
  file: string;
  text: string;
  marks: Marked[];
}

/** Every sentence of the corpus, with its marks taken out of the text. */
export function corpus(): Sentence[] {
  const folder = new URL("corpus/", import.meta.url);
  return readdirSync(folder)
    .filter(name => name.endsWith(".json"))
    .sort()
    .flatMap(name =>
      (JSON.parse(readFileSync(new URL(name, folder), "utf8")) as string[]).map(line => ({
        file: name,
        ...unmarked(line)
      }))
    );
}

function unmarked(line: string): {text: string; marks: Marked[]} {
  const marks: Marked[] = [];
  let text = "";
  let at = 0;
  for (const match of line.matchAll(/\{([^=}]+)=([^}]+)\}/g)) {
    text += line.slice(at, match.index);
    const label = match[2]!.replace(/!$|占$/, "");
    const role =
      match[2] === "T"
        ? "target"
        : /^[增减]$/.test(match[2]!)
          ? "change"
          : match[2]!.endsWith("占")
            ? "share"
            : match[2]!.endsWith("!")
              ? "vague"
              : "value";
    if (role === "value" && !metricByLabel(label)) throw new Error(`unknown label in the corpus: ${label}`);
    marks.push({text: match[1]!, start: text.length, end: text.length + match[1]!.length, label, role});
    text += match[1]!;
    at = match.index + match[0].length;
  }
  return {text: text + line.slice(at), marks};
}

/** A sentence with one fault planted at one of its marks. */
export interface Planted {
  fault: string;
  text: string;
  /** Where the fault is. */
  start: number;
  end: number;
  mark: Marked;
}

const swaps: Record<string, string> = {
  件: "篇",
  篇: "件",
  条: "件",
  次: "人次",
  场: "人次",
  场次: "人次",
  项: "件",
  名: "家",
  家: "名",
  个: "件",
  人次: "人",
  件次: "件",
  期: "篇",
  万元: "亿元"
};

/** Every fault that the rules of the corpus plant at a mark. */
export function planted({text, marks}: Sentence): Planted[] {
  return marks.flatMap(mark =>
    faultsOf(mark)
      .map(([fault, words]) => put(text, mark, fault, words))
      .concat(turned(text, mark))
  );
}

function put(text: string, mark: Marked, fault: string, words: string): Planted {
  return {
    fault,
    text: text.slice(0, mark.start) + words + text.slice(mark.end),
    start: mark.start,
    end: mark.start + words.length,
    mark
  };
}

/** 增加 said for 减少 and the other way round. */
function turned(text: string, mark: Marked): Planted[] {
  if (mark.role !== "change") return [];
  const opposite: Record<string, string> = {
    增加: "减少",
    增长: "下降",
    提高: "下降",
    上升: "下降",
    减少: "增加",
    多: "少",
    少: "多"
  };
  const head = text.slice(0, mark.start);
  const verb = Object.keys(opposite).find(each => head.endsWith(each));
  if (!verb) return [];
  const start = mark.start - verb.length;
  const words = opposite[verb]! + mark.text;
  return [
    {
      fault: "方向相反",
      text: text.slice(0, start) + words + text.slice(mark.end),
      start: start + opposite[verb]!.length,
      end: start + words.length,
      mark
    }
  ];
}

function faultsOf(mark: Marked): [fault: string, words: string][] {
  const {text, role} = mark;
  if (role === "vague") return [];
  const parts = /^(\D*)(\d+(?:\.\d+)?)(万|亿)?(余|多)?(万)?(.*)$/.exec(text);
  if (!parts) return chineseFaults(mark);
  const [, pre = "", digits = "", scale = "", word = "", scale2 = "", rest = ""] = parts;
  const n = Number(digits);
  const unit = rest.replace(/以上$/, "");
  const write = (value: number | string, w = word, r = rest) => `${pre}${value}${scale}${w}${scale2}${r}`;
  const faults: [string, string][] = [];
  if (role === "target")
    return [
      ["目标不符", write(n + 5)],
      ["目标不符", write(n - 1)]
    ];
  if (role === "change") {
    if (pre !== "") return [["变化不符", `${pre}${n * 2 + 10}${rest}`]];
    const decimals = digits.includes(".") ? 1 : 0;
    faults.push([
      "变化差一",
      write((n + (decimals ? 0.3 : unit === "%" || unit === "个百分点" ? 1 : 1)).toFixed(decimals))
    ]);
    faults.push(["变化不符", write((n + 10).toFixed(decimals))]);
    if (unit === "个百分点") faults.push(["率说百分之", `${digits}%`]);
    return faults;
  }
  if (unit === "%") {
    const decimals = digits.split(".")[1]?.length ?? 0;
    if (text.includes("以上")) return [["率不符", write(n + 1)]];
    const step = 10 ** -decimals;
    faults.push(["率差一位", write((n - step).toFixed(decimals))]);
    if (n + step <= 100) faults.push(["率差一位", write((n + step).toFixed(decimals))]);
    faults.push(["率不符", write((n - 7).toFixed(decimals))]);
    if (n === 100) faults.push(["率不符", write("99.6")]);
    if (role === "share") return faults;
    faults.push(["约…左右", `约${text}左右`]);
    return faults;
  }
  if (pre !== "") {
    faults.push(["界限不符", /近/.test(pre) ? write(n * 2) : write(n * 3)]);
    if (/近/.test(pre)) faults.push(["近说成超", `超过${digits}${rest}`]);
    else faults.push(["超说成近", `近${digits}${rest}`]);
    return faults;
  }
  if (word) {
    const place = 10 ** (digits.length - digits.replace(/0+$/, "").length);
    const step = scale ? (digits.includes(".") ? 0.1 : 1) : place;
    const next = (value: number) => write(scale && digits.includes(".") ? value.toFixed(1) : value);
    faults.push(["进一位", next(n + step)]);
    if (n - step > 0) faults.push(["退一位", next(n - step)]);
    faults.push(["漏余", `${digits}${scale}${scale2}${rest}`]);
    faults.push(["余说成近", `近${digits}${scale}${scale2}${rest}`]);
    faults.push(["近…余", `近${text}`]);
  } else {
    const decimals = digits.split(".")[1]?.length ?? 0;
    const step = 10 ** -decimals;
    faults.push(["多一", write((n + step).toFixed(decimals))]);
    if (n > 1) faults.push(["少一", write((n - step).toFixed(decimals))]);
    if (n >= 10) faults.push(["多十", write((n + 10).toFixed(decimals))]);
    const reversed = [...digits].reverse().join("");
    if (n >= 10 && reversed !== digits && !digits.includes(".") && !reversed.startsWith("0"))
      faults.push(["数字颠倒", write(reversed)]);
    if (n >= 10) faults.push(["恰为而说余", write(digits, "余")]);
    faults.push(["约…左右", `约${text}左右`]);
  }
  const swap = swaps[unit];
  const own = metricByLabel(mark.label);
  if (swap && swap !== own?.unit && own?.print?.unit !== "人(次)")
    faults.push(["单位不符", write(digits, word, rest.replace(unit, swap))]);
  return faults;
}

/** Numbers in characters: the next ten, or a 余 that is missing. */
function chineseFaults({text}: Marked): [string, string][] {
  const swap: Record<string, string> = {
    二百六十一件: "二百六十二件",
    二百四十九件: "二百四十八件",
    百分之百: "百分之九十九",
    百分之九十八点四: "百分之九十七点四",
    二百六十余件: "二百七十余件",
    近二百五十件: "近二百四十件",
    一百四十余篇: "一百五十余篇",
    一百零一篇: "一百一十篇",
    一次: "三次",
    四十余条: "五十余条",
    十多条: "二十多条",
    二十余场: "三十余场",
    三十余条: "四十余条",
    十五条: "十六条",
    二十多件: "三十多件",
    万余人次: "两万余人次",
    七十余场次: "八十余场次",
    一万余人次: "三万余人次",
    一百五十余人次: "一百六十余人次",
    近百场: "百余场",
    三十一件次: "三十二件次",
    两千余万元: "三千余万元",
    四十多名: "五十多名"
  };
  const words = swap[text];
  return words
    ? [
        ["中文数字不符", words],
        ...(/[余多]/.test(text) && !/^[一]?万余/.test(text)
          ? ([["漏余", text.replace(/[余多]/, "")]] as [string, string][])
          : [])
      ]
    : [];
}
