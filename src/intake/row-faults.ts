import {isMatter, suggest} from "./headers.js";
import type {Match} from "./match.js";
import type {Fault} from "./problem.js";

// What is said of rows and columns that do not fit their table.

export const damagedQuotes: Fault = {
  code: "quote",
  what: "引号不成对,这一行读不出来",
  remedy: "请在原系统中改正,或在 Excel 中打开后另存为 CSV"
};

/** What the column might be, and the row of columns.csv that says so. */
export function unknownColumn({source, columns}: Match, header: string): Fault {
  if (isMatter(header))
    return {
      code: "unknown-column",
      what: "没有读的列",
      remedy: "一般用不着，不必处理；要用的在 columns.csv 中写明"
    };
  const near = suggest(source, header, new Set(columns.map(({field}) => field)));
  const written = `${source.label},${header}`;
  const offer =
    near.length > 0 ? `可能是「${near.join("」或「")}」:在 columns.csv 中加一行“${written},${near[0]},”;` : "";
  return {
    code: "unknown-column",
    what: "不认识的列,没有读",
    remedy: `${offer}${near.length > 0 ? "" : "在 columns.csv 中写明:"}自己要用的写“${written},自定义,文字”,不用的写“${written},不用,”`
  };
}

export const namedTotal: Fault = {
  code: "total-name",
  what: "名称写的是合计、小计或平均,当作合计行,没有采用",
  remedy: "不是合计的,请把名称写全,如“捐款合计”"
};

export const noRows: Fault = {
  code: "no-rows",
  what: "只有表头,没有数据行",
  remedy: "请确认导出条件(年份、届次)后重新导出"
};

export const mendedQuotes: Fault = {
  code: "quote-mended",
  what: "引号写得不规范,按唯一说得通的读法读了这一行",
  remedy: "请核对这一行,或请系统管理员把内容中的引号写成两个"
};

export const headerAgain: Fault = {
  code: "header-again",
  what: "空行之后又是表头,以下各行照常读",
  remedy: "请确认下面不是另一张表"
};

export const tooWide = (cells: number, header: number, fits: boolean): Fault => ({
  code: "width",
  what: `有 ${cells} 列,表头只有 ${header} 列${fits ? ",多出的是空白" : ""}`,
  remedy: fits ? "已照表头读,请核对这一行" : "可能是内容中的逗号没有加引号,其后的各列会错位,请改正"
});

export const tooShort = (cells: number, header: number, fits: boolean): Fault => ({
  code: "width",
  what: `只有 ${cells} 列,表头有 ${header} 列`,
  remedy: fits ? "缺的按空白计,请核对这一行是否完整" : "可能是两列之间少了分隔符,其后的各列会错位,请改正"
});

export const allWidths = (cells: number, header: number, line: number): Fault => ({
  code: "width",
  what: `各行都是 ${cells} 列,第 ${line} 行的表头却有 ${header} 列`,
  remedy: "表头可能缺了一格或多了一格,请对照各列改正表头"
});

export const unnamedColumn = (index: number, count: number, line: number): Fault => ({
  code: "unnamed",
  what: `第 ${index + 1} 列没有表头,从第 ${line} 行起有 ${count} 行有内容,没有读`,
  remedy: "请补上这一列的表头,或删去这一列"
});

/** A table of no kind that we know: none of its rows fits the columns above it. */
export const strangeTable = ({line, rows}: {line: number; rows: number}): Fault => ({
  code: "table",
  what: `空行之后,从第 ${line} 行起像是另一张表,共 ${rows} 行和上面的表头对不上,没有采用`,
  remedy: "不要的请删去;要的请另存为单独的文件"
});

export const otherTable = ({line, kind, rows}: {line: number; kind: string; rows: number}): Fault => ({
  code: "table",
  what: `从第 ${line} 行起是另一张表(像${kind}),共 ${rows} 行没有读`,
  remedy: "请把它另存为单独的文件"
});
