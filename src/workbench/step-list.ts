import {h, held} from "../components/h.js";
import {nextOf, type Stage, type Standing, stages} from "./standing.js";

const labels: Record<Stage, string> = {
  exports: "收数据",
  checkup: "体检",
  tables: "口径",
  report: "出报告",
  draft: "核稿",
  keep: "留存与比较"
};

/** The steps as links with how each stands; the one that comes next is marked. */
export function stepList() {
  const links = stages.map(stage => {
    const said = h("span", {class: "state"});
    const link = h("a", {href: `#${stage}`}, h("span", {class: "name"}, labels[stage]), h("br"), said);
    return {stage, said, item: h("li", null, link), link};
  });
  const element = h(
    "nav",
    {"aria-label": "步骤"},
    h(
      "ol",
      {class: "steps"},
      links.map(({item}) => item)
    )
  );
  const told: Partial<Record<Stage, string>> = {};
  const show = (all: Record<Stage, Standing>) => {
    const next = nextOf(all);
    for (const {stage, said, item, link} of links) {
      const {is, short} = all[stage];
      const words = stage === next ? `${short}，下一步` : short;
      if (told[stage] !== words) said.replaceChildren(...(held(words) as Node[]));
      told[stage] = words;
      item.className = is;
      if (stage === next) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  };
  return {element, show};
}
