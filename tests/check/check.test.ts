import {readFileSync} from "node:fs";
import {describe, expect, it, test} from "vitest";
import {checkDraft, type Finding} from "../../src/check/index.js";
import {catalogue} from "../catalogue.js";
import {some, whole} from "../random.js";
import {corpus, planted} from "./corpus.js";
import {figures, targets} from "./figures.js";
import {check as ofSample} from "./known.js";

const check = (text: string, changed: typeof figures = []) =>
  checkDraft(text, changed.length ? [...figures, ...changed] : figures, {catalogue, year: 2024, targets});
const overlapping = (findings: readonly Finding[], start: number, end: number) =>
  findings.filter(each => each.start < end && each.end > start);
const told = (text: string) => check(text).map(each => [each.text, each.verdict]);
const of = (text: string, words: string) => {
  const found = check(text).find(each => each.text === words);
  if (!found) throw new Error(`not found: ${words} in ${check(text).map(each => each.text)}`);
  return found;
};

describe("the corpus", () => {
  const sentences = corpus();

  it("holds at least 150 sentences, over every figure that reports print", () => {
    expect(sentences.length).toBeGreaterThanOrEqual(150);
  });

  it("is found right, and no sentence is accused", () => {
    const accused: string[] = [];
    const missed: string[] = [];
    let marks = 0;
    for (const {text, marks: marked} of sentences) {
      const findings = check(text);
      for (const each of findings) if (each.verdict === "不一致") accused.push(`${text}: ${each.text} ${each.reason}`);
      for (const mark of marked) {
        marks++;
        const found = overlapping(findings, mark.start, mark.end)[0];
        const wanted = mark.role === "vague" ? "无法核对" : "一致";
        const metric = mark.role !== "value" || found?.label === mark.label || /率$/.test(mark.label);
        if (found?.verdict !== wanted || !metric)
          missed.push(`${text}: ${mark.text} ${found?.verdict} ${found?.label}`);
      }
    }
    console.log(
      `核稿语料:${sentences.length} 句、${marks} 个数字,没有确认的 ${missed.length} 个\n${missed.join("\n")}`
    );
    expect(accused).toEqual([]);
    expect(missed.length / marks).toBeLessThan(0.05);
  });

  it("has the planted errors found", () => {
    let count = 0;
    let wrong = 0;
    let asked = 0;
    for (const sentence of some(sentences))
      for (const {text, start, end} of planted(sentence)) {
        count++;
        const verdicts = overlapping(check(text), start, end).map(each => each.verdict);
        if (verdicts.includes("不一致")) wrong++;
        else if (verdicts.includes("请核对")) asked++;
      }
    console.log(`核稿语料:植入错误 ${count} 处,不一致 ${wrong} 处,请核对 ${asked} 处`);
    // The bar is for the whole corpus; a fifth of it swings by a point or two.
    const slack = whole ? 0 : 0.03;
    expect((wrong + asked) / count).toBeGreaterThan(0.97 - slack);
    expect(wrong / count).toBeGreaterThan(0.85 - slack);
  });

  const same = (findings: readonly Finding[]) =>
    findings.filter(each => each.verdict !== "不是数据").map(({verdict, metric, number}) => [verdict, metric, number]);
  let plain: {text: string; read: unknown}[] | null = null;
  const plainly = () => {
    plain ??= some(sentences).map(({text}) => ({text, read: same(check(text))}));
    return plain;
  };
  const random = (seed: number) => () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const scattered = (text: string, what: string, share: number) => {
    const next = random(7);
    return [...text].map(char => char + (next() < share ? what : "")).join("");
  };
  it.each([
    ["full-width forms", (text: string) => text.replace(/[!-~]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))],
    ["line breaks inside sentences", (text: string) => scattered(text, "\n", 0.08)],
    ["spaces inside words", (text: string) => scattered(text, " ", 0.15)],
    ["Windows line ends", (text: string) => scattered(text, "\r\n", 0.08)],
    ["Markdown", (text: string) => text.replace(/(\d+)/g, "**$1**")]
  ])("reads the same through %s", (_, changed) => {
    for (const {text, read} of plainly()) expect([text, same(check(changed(text)))]).toEqual([text, read]);
  });

  it("reads through slips of character recognition", () => {
    expect(told("收到杜情民意信息l4O余篇,编报1O1篇,转报全国政协l4篇。")).toEqual([
      ["l4O余篇", "一致"],
      ["1O1篇", "一致"],
      ["l4篇", "一致"]
    ]);
    expect(of("提 案 办结率1OO%,委员满意卒97.4%。", "97.4%")).toMatchObject({verdict: "不一致", label: "委员满意率"});
  });
});

describe("numbers of others", () => {
  const paragraphs = JSON.parse(readFileSync(new URL("elsewhere.json", import.meta.url), "utf8")) as string[];
  it.each(paragraphs)("%s", text => {
    expect(check(text).filter(each => each.verdict === "不一致")).toEqual([]);
  });

  it.each([
    ["市政协全年提交提案261件,立案249件。", "261件"],
    ["市政协全年提交提案261件,立案249件。", "249件"],
    ["全市政协系统收到社情民意146篇。", "146篇"],
    ["全区新增市场主体43个。", "43个"],
    ["社情民意被全国政协采用14篇。", "14篇"],
    ["五年来,共提交提案261件。", "261件"],
    ["上半年提交提案120件。", "120件"],
    ["教育界委员提交提案16件。", "16件"]
  ])("%s: %s cannot be checked", (text, words) => expect(of(text, words).verdict).toBe("无法核对"));
});

describe("what is no figure", () => {
  it.each([
    ["在区政协十一届三次会议上", ["十一届三次"]],
    ["第5次常委会会议于2024年3月15日召开", ["第5次常委会会议", "2024年3月15日"]],
    ["落实“十四五”规划和“四个意识”", ["“十四五”", "四个意识"]],
    ["实施“百千万工程”", ["百千万工程"]],
    ["《关于办好100件民生实事的提案》", ["100件"]],
    ["电话:023-67891234", ["023-67891234"]],
    ["1.加强学习。二是提高质量。", ["1.", "二是"]],
    ["居全市第3位,获一等奖", ["第3位", "一等奖"]],
    ["庆祝人民政协成立75周年", ["75周年"]],
    ["区政协发〔2024〕12号", ["12号"]],
    ["党的二十大和二十届三中全会", ["二十大", "二十届三中全会"]]
  ])("%s", (text, words) => {
    const findings = check(text);
    expect(new Set(findings.map(each => each.verdict))).toEqual(new Set(["不是数据"]));
    for (const word of words) expect(findings.some(each => each.text.includes(word))).toBe(true);
  });

  it("says of many without a number that it cannot be checked", () => {
    expect(told("多篇社情民意获区领导批示。")).toEqual([["多篇", "无法核对"]]);
    expect(told("推动一大批民生问题得到解决。")).toEqual([["一大批", "无法核对"]]);
  });
});

describe("wording", () => {
  it.each([
    ["提交提案261余件。", "261余件", "261件", "恰为261件"],
    ["提交提案约261件左右。", "约261件左右", "261件", "约…左右"],
    ["收到社情民意近140余篇。", "近140余篇", "140余篇", "近…余"],
    ["收到社情民意150余篇。", "150余篇", "140余篇", "146篇"],
    ["办结率100%,委员满意率98.3%。", "98.3%", "98.4%", "分母为249"],
    ["委员满意率提高1.2%。", "1.2%", "较上年提高1.2个百分点（由97.2%升至98.4%）", "百分点"],
    ["转报全国政协14篇,较上年增长1.4倍。", "1.4倍", "是上年的1.4倍", "不是增长1.4倍"],
    ["服务群众1.2万余人。", "1.2万余人", "1.2万余人次", "单位"]
  ])("%s", (text, words, should, reason) => {
    const found = of(text, words);
    expect(found).toMatchObject({verdict: "不一致", should_read: should});
    expect(found.reason).toContain(reason);
  });

  it("takes 是上年的1.4倍 of 14 after 10", () => {
    expect(of("转报全国政协14篇,是上年的1.4倍。", "1.4倍").verdict).toBe("一致");
  });
});

describe("changes", () => {
  it.each([
    ["较上年增加29件", "29件", "一致"],
    ["较上年增加30件", "30件", "不一致"],
    ["较上年减少29件", "29件", "不一致"],
    ["较上年增长12.5%", "12.5%", "一致"],
    ["较上年增长近13%", "近13%", "一致"],
    ["较上年增长13.5%", "13.5%", "不一致"],
    ["较2022年增加25件", "25件", "一致"],
    ["较上届增加100件", "100件", "无法核对"],
    ["环比增长3%", "3%", "无法核对"]
  ])("提交提案261件,%s", (words, number, verdict) => {
    expect(of(`提交提案261件,${words}。`, number).verdict).toBe(verdict);
  });

  it("compares years that the draft names", () => {
    expect(told("2022年、2023年、2024年提交提案分别为236件、232件、262件。").slice(3)).toEqual([
      ["236件", "一致"],
      ["232件", "一致"],
      ["262件", "不一致"]
    ]);
    expect(of("提案由上年的232件增加到262件。", "262件").should_read).toBe("261件");
    expect(of("并案提案5件,与上年持平。", "与上年持平").verdict).toBe("一致");
    expect(of("提交提案261件,与上年持平。", "与上年持平").verdict).toBe("不一致");
  });
});

describe("all, and shares", () => {
  const closed = [
    {metric: "proposals.closed", year: 2024, value: 248},
    {metric: "proposals.closing_rate", year: 2024, value: 248 / 249, numerator: 248, denominator: 249}
  ];
  it.each(["立案提案均已办结。", "所有提案已全部办结。", "249件立案提案全部办理完毕。"])("%s", text => {
    const all = (findings: Finding[]) => findings.filter(each => each.number === null).map(each => each.verdict);
    expect(all(check(text))).toEqual(["一致"]);
    expect(all(check(text, closed))).toEqual(["不一致"]);
  });

  it("does not take one that is missing for all, nor for 100%", () => {
    expect(check("办结率100%。", closed)[0]).toMatchObject({verdict: "不一致", should_read: "99.6%"});
    expect(check("立案提案尚未全部办结。", closed)).toEqual([]);
  });

  it("divides a part by its whole", () => {
    expect(of("党派团体提案158件,占提案总数的60.5%。", "60.5%").verdict).toBe("一致");
    expect(of("党派团体提案158件,占提案总数的65.5%。", "65.5%").should_read).toBe("60.5%");
    expect(of("超过三分之二的提案由党派团体提出,党派团体提案158件,占提案总数的五分之三。", "五分之三").verdict).toBe(
      "一致"
    );
  });
});

describe("items of other kinds than proposals, by the sample", () => {
  const verdicts = (text: string) => ofSample({text, year: 2024}).map(each => [each.text, each.verdict, each.label]);

  it.each([
    ["交办民主监督意见27条,均已办结。", "均", "不一致", "办结监督意见"],
    ["民主监督意见全部答复。", "全部", "不一致", "答复监督意见"],
    ["交办民主监督意见27条,答复率100%。", "100%", "不一致", "监督意见答复率"],
    ["交办民主监督意见27条,办结率100%。", "100%", "不一致", "监督意见办结率"],
    ["交办民主监督意见27条,办结率77.8%。", "77.8%", "一致", "监督意见办结率"],
    ["交办民主监督意见27条,参评率100%,立案率95.4%。", "100%", "无法核对", null],
    ["交办民主监督意见27条,参评率100%,立案率95.4%。", "95.4%", "无法核对", null],
    ["交办民主监督意见27条,提案办结率100%。", "100%", "一致", "办结率"],
    ["移送线索全部立案。", "全部", "不一致", "公益诉讼立案"],
    ["移送线索7件均已立案。", "均", "不一致", "公益诉讼立案"],
    ["移送线索7件,检察机关立案4件,立案率57.1%。", "57.1%", "一致", "公益诉讼立案率"],
    ["9件线索全部办结。", "全部", "一致", "办结公益诉讼线索"],
    ["由提案转为线索7件,由线索转为提案2件。", "2件", "一致", "由线索转提案"],
    ["全年收到社情民意146篇,办结率100%。", "100%", "无法核对", null],
    ["全年开展活动251项,办结率100%。", "100%", "无法核对", null],
    ["立案提案249件均已办结,监督意见办结21条。", "均", "一致", "办结提案"],
    ["监督意见被采纳或部分采纳19条。", "19条", "一致", "采纳监督意见"],
    ["过了办理时限才办结或还没有办结的监督意见10条。", "10条", "一致", "逾期监督意见"],
    ["逾期监督意见6条。", "6条", "不一致", "逾期监督意见"],
    ["开展民主监督32次,提出监督意见15条。", "15条", "一致", "监督性建议"],
    ["对6个单位开展民主评议。", "6个", "一致", "民主评议测评单位"],
    ["各单位测评满意率均在95%以上。", "95%以上", "一致", "评议测评满意率"],
    ["各单位测评满意率均在96%以上。", "96%以上", "请核对", "评议测评满意率"],
    ["上年交办监督意见22条全部办结,采纳率81.8%。", "81.8%", "一致", "监督意见采纳率"],
    ["2024年4月底前答复147件提案,5月底前答复220件。", "220件", "一致", "回复提案"]
  ])("%s: %s is %s", (text, words, verdict, label) => {
    expect(verdicts(text)).toContainEqual([words, verdict, label]);
  });

  it("does not say of what has no such figure that all of it is so", () => {
    expect(verdicts("全年开展活动251项,均已办结。")).toEqual([["251项", "一致", "履职活动"]]);
    expect(verdicts("区城管局承办的3条监督意见均已办结。").map(([, verdict]) => verdict)).not.toContain("不一致");
  });
});

describe("the draft against itself", () => {
  const alone = (text: string) => checkDraft(text, [], {catalogue, year: 2024});
  it("finds the same figure told twice with different numbers", () => {
    const findings = alone("共提交提案261件。\n\n全年提交提案266件,立案249件。");
    expect(findings.map(each => [each.text, each.verdict])).toEqual([
      ["261件", "不一致"],
      ["266件", "不一致"],
      ["249件", "无法核对"]
    ]);
    expect(findings[0]!.reason).toContain("266件");
  });

  it("finds a part that is larger than its whole", () => {
    expect(alone("提出意见建议30条,其中45条被采纳。").map(each => each.verdict)).toEqual(["无法核对", "不一致"]);
    expect(alone("提交提案120件,立案130件。").map(each => each.verdict)).toEqual(["无法核对", "不一致"]);
  });

  it("finds a rate that its own denominator does not allow", () => {
    expect(alone("提交提案50件,立案40件,办结率97.3%。").at(-1)!.reason).toContain("分母为40");
    expect(alone("提交提案50件,立案40件,办结率97.5%。").at(-1)!.verdict).toBe("无法核对");
  });
});

describe("targets", () => {
  it("are compared with the table of targets, not with the year's figures", () => {
    const text = "二、2025年工作安排\n\n开展协商活动20次以上,民主监督活动25次以上,走访委员200人次。";
    expect(told(text).slice(1)).toEqual([
      ["20次以上", "一致"],
      ["25次以上", "不一致"],
      ["200人次", "无法核对"]
    ]);
  });
});

test("offsets are those of the draft, whatever stands between", () => {
  const text = "一、提案\n\n共提交 提案\n２６２\n件,立案249件。";
  const found = check(text).find(each => each.verdict === "不一致")!;
  expect(text.slice(found.start, found.end)).toBe(found.text);
  expect(found).toMatchObject({
    text: "２６２\n件",
    number: 262,
    computed: 261,
    should_read: "261件",
    metric: "proposals.submitted"
  });
});

test("a figure that only the ledger knows is found by its label", () => {
  const extra = [{metric: "indicators.tea", label: "委员茶座", unit: "期", year: 2024, value: 12}];
  expect(checkDraft("举办委员茶座13期。", extra, {catalogue, year: 2024})[0]).toMatchObject({
    verdict: "不一致",
    should_read: "12期"
  });
});

test("any text is read to its end", () => {
  for (const text of [
    "",
    "\n",
    "(((",
    "《",
    "“",
    "1",
    "%",
    "一二三四五六七八九十百千万亿",
    "0".repeat(5000),
    "、".repeat(3000),
    "万亿余".repeat(500)
  ])
    expect(() => check(text)).not.toThrow();
});

describe("another office's figures", () => {
  const money = (unit: string, before: number, now: number) =>
    [2023, 2024].map((year, i) => ({metric: "own.given", label: "捐赠款", unit, year, value: [before, now][i]!}));
  it.each([
    ["元", 5000, 12000, "捐赠款12000元,较上年增加7000元", "捐赠款12000元,较上年增加8000元"],
    ["元", 5000, 12000, "捐赠款1.2万元,较上年增加0.7万元", "捐赠款1.2万元,较上年增加0.8万元"],
    ["亿元", 10.5, 12.75, "捐赠款12.75亿元,较上年增加2.25亿元", "捐赠款12.75亿元,较上年增加2.35亿元"],
    ["万元", 10.5, 12.75, "捐赠款12.75万元,较上年增加2.25万元", "捐赠款12.75万元,较上年增加2.35万元"]
  ])("changes in %s are held against what they are of", (unit, before, now, right, wrong) => {
    const verdicts = (text: string) => check(text, money(unit, before, now)).map(each => each.verdict);
    expect(verdicts(right)).toEqual(["一致", "一致"]);
    expect(verdicts(wrong)).toEqual(["一致", "不一致"]);
  });

  it("knows units by the other names of the office's table, but for what two are called", () => {
    const split = ["区教育局", "区体育局"].map((item, i) => ({
      ...{metric: "proposals.main_items", year: 2024, dimension: "main_unit", item},
      value: 28 - 8 * i
    }));
    const called = new Map([
      ["区教育局", ["区教委", "区教体局"]],
      ["区体育局", ["区文体局"]]
    ]);
    const said = (text: string) =>
      checkDraft(text, [...figures, ...split], {catalogue, year: 2024, called}).map(each => each.verdict);
    expect(said("区教委主办件28件。")).toEqual(["一致"]);
    expect(said("区文体局主办件28件。")).not.toContain("一致");
    expect(said("区商务局主办件28件。")).toEqual(["无法核对"]);
  });

  it("what an office cuts off is right as it prints it", () => {
    const cut = catalogue.all.find(({id}) => id === "proposals.filing_rate")!;
    expect(cut.unit).toBe("%");
    const value = 0.46153;
    const own = [{metric: cut.id, year: 2024, value, numerator: 6, denominator: 13}];
    const printed = {...catalogue, all: catalogue.all, get: catalogue.get};
    const all = catalogue.all.map(each =>
      each === cut ? {...each, print: {...each.print, decimals: 1, cut: true}} : each
    );
    const said = (text: string) =>
      checkDraft(text, own, {catalogue: {...printed, all}, year: 2024}).map(each => each.verdict);
    expect(said("立案率46.1%。")).toEqual(["一致"]);
    expect(said("立案率46.3%。")).toEqual(["不一致"]);
  });
});
