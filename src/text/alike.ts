/** The names most like the given one, best first: by shared pairs of characters, then by shared characters. */
export function alike(name: string, choices: string[], count = 3): string[] {
  return choices
    .map(choice => ({choice, score: shared(pairs(name), pairs(choice)) * 2 + shared([...name], [...choice])}))
    .sort((a, b) => b.score - a.score || (a.choice < b.choice ? -1 : 1))
    .slice(0, count)
    .map(({choice}) => choice);
}

const pairs = (text: string) => [...text].slice(1).map((character, i) => [...text][i]! + character);

/** Share of the parts that both have (Dice). */
function shared(a: string[], b: string[]): number {
  const rest = [...b];
  let both = 0;
  for (const part of a) {
    const at = rest.indexOf(part);
    if (at >= 0) {
      rest.splice(at, 1);
      both++;
    }
  }
  return a.length + b.length ? (2 * both) / (a.length + b.length) : 0;
}
