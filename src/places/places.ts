/** A body whose figures are told beside others': a district, a city, a province. */
export interface Place {
  /** 地区, as it is printed. */
  name: string;
  /** The place that it belongs to; null of the highest. */
  parent: string | null;
  /** 区县, 市, 省 … in the office's own words. */
  level: string | null;
  code: string | null;
  /** Its folder below the folder of places; null where it delivers nothing of its own. */
  folder: string | null;
  /** 组别: the places that it is compared with, in the office's own words; null where the table does not say. */
  cohort: string | null;
  /** 委员数; null where the table does not say. */
  members: number | null;
}

/** A row of places.csv, where it was read. */
export interface PlaceRow extends Place {
  line: number;
}

/**
 * What is wrong with a table of places, in words for staff; nothing where all is well.
 * `there`: the folders that lie below the folder of places.
 */
export function placeFaults(file: string, rows: readonly PlaceRow[], there: readonly string[]): string[] {
  const at = ({line}: PlaceRow) => `${file}第${line}行`;
  const faults: string[] = [];
  const once = (what: string, of: (row: PlaceRow) => string | null) => {
    const seen = new Map<string, PlaceRow>();
    for (const row of rows) {
      const value = of(row);
      const before = value === null ? undefined : seen.get(value);
      if (before)
        faults.push(
          `${at(row)}：${what}“${value}”在第${before.line}行已经写过（${before.name}），一个地区只能写一行，请只留正确的一行。`
        );
      else if (value !== null) seen.set(value, row);
    }
  };
  once("地区", ({name}) => name);
  once("代码", ({code}) => code);
  once("文件夹", ({folder}) => folder);
  const byName = new Map(rows.map(row => [row.name, row]));
  for (const row of rows) {
    if (row.folder !== null && !plain(row.folder))
      faults.push(`${at(row)}：文件夹“${row.folder}”不能用，请只写 places 文件夹里的一个文件夹名，不带斜杠和“..”。`);
    if (row.parent !== null && !byName.has(row.parent))
      faults.push(`${at(row)}：上级“${row.parent}”不在表里，请补上这个地区的一行，或改正上级的写法。`);
    const loop = loopOf(row, byName);
    if (loop) faults.push(`${at(row)}：上级绕成了一圈（${loop.join("→")}），请改正其中一行的上级。`);
  }
  if (rows.length > 0 && !rows.some(({folder}) => folder !== null))
    faults.push(`${file}：没有一行写明文件夹，不知道各地的数据在哪里；请在“文件夹”一栏写上各地的文件夹名。`);
  const named = new Set(rows.map(({folder}) => folder));
  for (const folder of there)
    if (!named.has(folder))
      faults.push(`places 文件夹里的“${folder}”不属于${file}中任何一个地区，请在表里补一行，或移走这个文件夹。`);
  return faults;
}

const plain = (folder: string) => !/[\\/]/.test(folder) && folder !== "." && folder !== "..";

/** The loop that the way up from a place ends in, told once: at the first of its rows. */
function loopOf(row: PlaceRow, byName: ReadonlyMap<string, PlaceRow>): string[] | null {
  const way = [row];
  for (let next = row.parent; next !== null; next = way.at(-1)!.parent) {
    const up = byName.get(next);
    if (!up) return null;
    if (up === row) return way.every(each => each.line >= row.line) ? [...way, up].map(({name}) => name) : null;
    if (way.includes(up)) return null;
    way.push(up);
  }
  return null;
}

/** Each place with every place that it lies in, near or far: (place, within). */
export function closure(places: readonly Place[]): [place: string, within: string][] {
  const byName = new Map(places.map(place => [place.name, place]));
  return places.flatMap(place => {
    const pairs: [string, string][] = [];
    for (let up = place.parent; up !== null; up = byName.get(up)!.parent) pairs.push([place.name, up]);
    return pairs;
  });
}
