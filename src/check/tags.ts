import {compounds, implied, type Kind, lexicon, lookalikes} from "./lexicon.js";

/** A word of the lexicon where the canonical text has it. */
export interface Tag {
  start: number;
  end: number;
  concepts: readonly string[];
}

/** The words of a lexicon by their first character, longest first. */
export interface Vocabulary {
  words: Map<string, [word: string, concepts: readonly string[]][]>;
  kinds: Map<string, Kind>;
}

/** What the name of an organisation before its verb narrows: 区教委收到, 医卫界提交. */
const narrowing: [RegExp, string[]][] = [
  [
    /(?:委员|参加单位)们?(?:[、和与及]|以及)(?:各|政协|有关|区|参加单位|[、和与及])*(?:民主)?(?:党派|界别|专委会|专门委员会|人民团体)(?:[、和与及]|以及|各|有关|工商联|界别|人民|团体|无党派人士|专委会|专门委员会)*/g,
    ["委员"]
  ],
  [
    /(?:各|有关)*(?:民主)?(?:党派|界别|专委会|专门委员会|人民团体)(?:[、和与及]|以及|各|有关|工商联|界别|人民|团体|无党派人士|专委会|专门委员会)*(?:[、和与及]|以及)(?:广大|全体|各界|政协|区政协)*委员/g,
    ["委员"]
  ],
  [
    /(?:各|有关|辖区|区内|驻区|区级|区)*(?:民主)?党派(?:[、和与及]|以及|各|有关|区|无党派人士|工商联|界别)*(?:人民)?团体(?:[、和与及](?:各)?(?:界别|专委会|专门委员会|委员小组))*(?:报送|上报|推荐)?/g,
    ["党派团体"]
  ],
  [/(?:住|驻|在)[一-龥]{1,3}?(?:的)?市政协委员/g, ["住区市政协委员"]],
  [/(?:关于|涉及|有关|针对)[^,。;:、\n\d]{1,25}?(?:的|方面|类|领域|等)(?=(?:政协)?提案|社情民意|信息)/g, ["限定"]],
  [
    /(?<![各多分全])(?!各|多|方|以)[一-龥]{2,8}(?<!各|多|分|等|几)(?:类|方面|领域|界别)的?(?=(?:政协)?提案|社情民意|信息|立案|办结|答复)/g,
    ["限定"]
  ],
  [
    /(?:交由|由)(?!(?:区|市|县)?(?:党政|政协|委区政府)?(?:主要)?(?:领导|主席|副主席)|主席会议|政协)[^,。;:、\n\d]{2,14}?(?:承办|办理|牵头)/g,
    ["限定"]
  ],
  [/应(?:当)?(?:于|在)?(?:规定)?(?:时限|期限)(?:之)?内(?:答复|办复|回复)/g, ["应按期"]],
  [
    /(?:(?<!\d)[一-龥]{2,8}(?<!每|各|任何))?(?:一家|一人|一委|一室|一个(?:委室|专委会|委员会|单位|部门|街道|镇|人|小组|党派|界别)|单独|独家)(?:就)?(?=[一-龥]{0,8}(?:\d|提|承|办|开|组|完|举|三年|全年|的))/g,
    ["限定", "主体"]
  ],
  [
    /(?:转报|报送|上报|呈报|推送|报)(?:给|至|到|往)?(?:(?:全国|省|市)政协|市级(?:有关|相关)?部门|区委办?|区政府办?)(?:[、和及与](?:(?:全国|省|市)政协|市级(?:有关|相关)?部门|区委办?|区政府办?))+等(?:单位|部门|上级)?(?=\d)/g,
    ["转报"]
  ],
  [/(?:收到|征集到?|共收)(?:各类|各方面|各界)?信息(?=[共约近\d一二两三四五六七八九十百])/g, ["提交", "社情民意"]],
  [/(?<![报转推呈移发印分投])送(?:到|给|往)?(?=全国政协|市政协|市级)/g, ["转报"]],
  [/(?:群众|居民|市民|企业|社会|公众|服务对象|来访人|职工)(?:的)?(?:总体|综合)?满意(?:率|度)/g, ["限定"]],
  [/各?(?:街道|乡镇|镇街|镇)[一-龥]{0,4}(?:联络处|联络站|联络室|联络组|工作站)/g, ["限定", "主体"]],
  [/(?:区政协)?(?:特邀|基层)?(?:信息员|联络员|信息直报点)(?=报送|反映|提交|上报|撰写)/g, ["限定", "主体"]],
  [/[一-龥]{1,6}界(?=\d+(?:名|位)委员)/g, ["限定", "主体"]],
  [/(?:单看|只看|仅看|光看|单说|单就)[一-龥]{2,8}/g, ["限定", "主体"]],
  [/新提案|(?:大会|会议|会上)(?:已|共)?(?:收到|提交)(?=[^,。;\d]{0,4}提案)/g, ["限定"]],
  [
    /(?:参与|吸引|组织|动员|凝聚|参加活动)(?:各界|广大|全体|政协)?委员(?=[\d一二三四五六七八九十百千近超约达]+[余多]?(?:人次|万?人))|委员(?:们)?(?:参加|参与|投身)(?:政协|区政协)?(?:的)?(?:各项|各类|履职)?活动|参加(?:政协|区政协)(?:的)?(?:各项|各类)?(?:履职)?活动(?=[\d一二三四五六七八九十百千近超约达,])|(?<=(?:\d|余|多)人次(?:的)?)委员(?:参与|参加|投身)?/g,
    ["参加活动"]
  ],
  [
    /委员(?:参加|参与)(?=[\d一二三四五六七八九十百千近超约达])|(?:参加|参与)活动的委员|(?<=\d余?(?:名|人|人次)的?)委员参[加与]|委员参[加与](?:各类|各项)?(?:履职)?活动/g,
    ["参加活动"]
  ],
  [/全区(?=[^,。;\d]{0,8}(?:委员|政协|界别))|上级政协(?:和|及|、)(?:有关|相关)?部门/g, ["委员"]],
  [/以(?:党派团体|集体|组织|团体)(?:的)?名义/g, ["党派团体"]],
  [/以(?!集体|党派|组织|团体)[^,。;:\n\d]{2,12}名义/g, ["限定"]],
  [
    /(?<!各|每个?|所有|全部)[一-龥]{0,6}(?<!各|每个?|所有|全部|全区)(?:街道|镇|乡|社区|村)(?:的)?(?:政协)?(?:委员(?:工作室|工作站|联络站|联络室|会客厅|之家|联络组)|联络组|联络站)/g,
    ["限定", "主体"]
  ],
  [/《[^》\n]*》(?:一文)?(?:提出|所提|反映)?的/g, ["限定"]],
  [
    /(?<![各常专区县市])[一-龥]{2,6}(?<!各|常务|专门|区|县|市)委员会(?:共|全年|累计|组织|积极|牵头)*(?=提交|提出|报送|反映|撰写|开展|举办|承办)/g,
    ["限定", "主体"]
  ],
  [
    /(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)[一-龥]{0,6}?(?:基层委|总支|支部|委员会|小组|支社)(?:员会)?/g,
    ["限定", "主体"]
  ],
  [
    /(?<=^|[,。;\n])(?:仅|光|其中)?(?!走进|深入|进入|覆盖|依托|面向|各|全区|所有|多个|基层|在各)[一-龥]{2,4}(?:村|镇|街道|社区)(?!委|级|居|民|街|、|等|和|各|社区)(?:一地|一家)?(?:就)?/g,
    ["限定", "主体"]
  ],
  [/(?:全国政协|市政协|市级部门)[^,。;\d]{0,4}的(?:信息|社情民意|提案)(?:中|里)/g, ["限定"]],
  [/通过[^,。;\d]{2,14}(?:报送|提交|反映)/g, ["限定"]],
  [/(?:自|从)交办(?:之日)?起?(?:到|至)(?:答复|回复)/g, ["回复"]],
  [
    /某[一-龥]{1,8}?(?=提|收|承|办|开|组|反|参|报|年度)|本人|笔者|我个人|[一-龥]{1,6}(?:街道|镇|乡|社区)(?:政协)?委员小组/g,
    ["限定", "主体"]
  ],
  [/单[篇场次件]|最[长短快慢]|[A-D](?:[、和][A-D])*类/g, ["限定"]],
  [
    /(?<![一-龥])(?!区委|常委|我|本|全|各|区政协|政协)[一-龥]{1,8}?(?:[^常区市党]委|局|镇|乡|街道|支部|总支|协会|学会|商会|中心|政府|(?<!各)界)(?:委员)?(?=提交|提出|报送|反映|撰写|收到|承办|办理|走访|推荐|督办)/g,
    ["限定", "主体"]
  ],
  [/[^,。;:、\n\d]{1,10}等\d+名委员/g, ["限定"]],
  [/(?:其他|其余|另外|另有(?=\d|提案|社情民意)|此外|剩余|余下)(?=\d|的|[一-龥]{0,4}\d)/g, ["限定"]],
  [/(?:每|平均每?|人均|户均|件均)(?=[一-龥\d])/g, ["限定"]]
];

/** The vocabulary of the lexicon with the phrases' own words (each its own concept) added. */
export function vocabulary(extra: Iterable<string> = []): Vocabulary {
  const all = new Map<string, readonly string[]>();
  const kinds = new Map<string, Kind>([
    ["限定", "narrow"],
    ["主体", "free"]
  ]);
  const put = (word: string, concepts: readonly string[]) => {
    if (!all.has(word)) all.set(word, concepts);
  };
  for (const [concept, kind, words] of lexicon) {
    kinds.set(concept, kind);
    for (const word of [concept, ...words.split(" ").filter(Boolean)]) put(word, [concept]);
  }
  for (const [word, concepts] of Object.entries(compounds)) all.set(word, concepts.split(" "));
  for (const word of extra) {
    put(word, [word]);
    if (!kinds.has(word)) kinds.set(word, "thing");
  }
  const words: Vocabulary["words"] = new Map();
  for (const entry of all) {
    const list = words.get(entry[0][0]!);
    if (list) list.push(entry);
    else words.set(entry[0][0]!, [entry]);
  }
  for (const list of words.values()) list.sort((a, b) => b[0].length - a[0].length);
  return {words, kinds};
}

/** Every tag of the text, in order, the longest at each place, without overlap. */
export function tag(text: string, {words}: Vocabulary): Tag[] {
  const tags: Tag[] = [];
  const special = patternTags(text);
  let next = 0;
  for (let i = 0; i < text.length; ) {
    while (next < special.length && special[next]!.start < i) next++;
    const pattern = special[next];
    const found = words.get(text[i]!)?.find(([word]) => text.startsWith(word, i));
    if (pattern?.start === i && pattern.end - i >= (found?.[0].length ?? 0)) {
      tags.push(pattern);
      i = pattern.end;
    } else if (found) {
      tags.push({start: i, end: i + found[0].length, concepts: widened(found[1])});
      i += found[0].length;
    } else i++;
  }
  return tags;
}

function widened(concepts: readonly string[]): readonly string[] {
  const more = concepts.flatMap(concept => implied[concept] ?? []);
  return more.length > 0 ? [...concepts, ...more] : concepts;
}

function patternTags(text: string): Tag[] {
  return narrowing
    .flatMap(([pattern, concepts]) =>
      [...text.matchAll(pattern)].map(match => ({start: match.index, end: match.index + match[0].length, concepts}))
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Undoes slips of character recognition (满意卒) where that, and only that, makes a word of the vocabulary. */
export function respelled(text: string, {words}: Vocabulary): string {
  const chars = [...text];
  if (chars.length !== text.length) return text;
  let changed = false;
  for (let i = 0; i < chars.length; i++) {
    const meant = lookalikes[chars[i]!];
    if (!meant) continue;
    if (covered(text, i)) continue;
    const corrected = text.slice(Math.max(0, i - 6), i) + meant + text.slice(i + 1, i + 7);
    if (covered(corrected, Math.min(i, 6))) {
      chars[i] = meant;
      changed = true;
    }
  }
  return changed ? chars.join("") : text;

  function covered(within: string, at: number): boolean {
    for (let start = Math.max(0, at - 6); start <= at; start++)
      for (const [word] of words.get(within[start]!) ?? [])
        if (word.length > 1 && start + word.length > at && within.startsWith(word, start)) return true;
    return false;
  }
}

/** Whether a word of the vocabulary runs from the end of one text into the start of the next. */
export function straddles(before: string, after: string, {words}: Vocabulary): boolean {
  for (let i = Math.max(0, before.length - 8); i < before.length; i++) {
    const rest = before.slice(i);
    for (const [word] of words.get(before[i]!) ?? [])
      if (word.length > rest.length && word.startsWith(rest) && after.startsWith(word.slice(rest.length))) return true;
  }
  return false;
}
