import {h, verbatim} from "../components/h.js";
import type {Doubt} from "./doubts.js";
import type {Export, KindOffer, Listed, State} from "./state.js";
import {type Bench, button} from "./step.js";

/** What a word may be: the words on the list, and what is written then. */
interface Choice {
  words: string;
  to: string;
  toward?: string;
}

/** What the words of a table are. */
const names: Record<Listed, string> = {units: "单位", categories: "类别"};

/** So many words of one table are more than one says one by one. */
const many = 3;

/** Of many words that a table does not have: all of them are added as they are. */
export const restLines = (
  said: readonly Doubt<Export["unlisted"][number]>[],
  perform: Bench["perform"]
): HTMLElement[] =>
  (["units", "categories"] as const).flatMap(table => {
    const rest = said.flatMap(({what}) => (what.table === table ? [what.word] : []));
    if (rest.length < many) return [];
    return [
      h(
        "p",
        {class: "choice"},
        "先把写法不同的选好，都是本单位的再点：",
        button(`其余${rest.length}个${names[table]}都照原样补入`, () =>
          perform({do: "words", table, words: rest.join("\n")})
        )
      )
    ];
  });

/** A word that no table of the office has: it is added as it is, or as another name of one that is there. */
export function unlistedLine(
  {kind, what: {table, word, near, field, times}, files}: Doubt<Export["unlisted"][number]>,
  offer: KindOffer | undefined,
  words: State["words"],
  perform: Bench["perform"]
): HTMLElement {
  const isListed = (table: string): table is Listed => Object.hasOwn(names, table);
  const label = isListed(table) ? names[table] : (field ?? "说法");
  const codes = offer?.codes[label];
  const known = isListed(table) ? words[table] : (codes?.words ?? []);
  const is = (to: string): Choice => ({words: `就是「${to}」`, to});
  const added: Choice[] =
    table === "activity_types"
      ? [
          ...words.toward.map(toward => ({words: `新的活动类型，计入${toward}`, to: word, toward})),
          {words: "新的活动类型，哪一类都不计入", to: word}
        ]
      : table === "codes" && !codes?.open
        ? []
        : [{words: "照原样补入", to: word}];
  const choices = [...(near ? [is(near)] : []), ...added, ...known.filter(each => each !== near).map(is)];
  const select = h(
    "select",
    {"aria-label": `${label}「${word}」是哪一个`},
    h("option", {value: ""}, "请选择 …"),
    choices.map(({words}) => h("option", {value: words}, verbatim(words)))
  );
  const say = () => {
    if (!select.value) return select.focus();
    const {to, toward = null} = choices.find(({words}) => words === select.value)!;
    return perform({do: "word", table, word, to, kind, field: field ?? null, toward});
  };
  return h(
    "p",
    {class: "choice"},
    h("span", null, `${label}「`, verbatim(word), `」不认识（${times}处） `),
    select,
    " ",
    button("补入", say, {"aria-label": `补入${label}「${word}」`}),
    " ",
    h("span", {class: "where"}, verbatim(files.join("、")))
  );
}
