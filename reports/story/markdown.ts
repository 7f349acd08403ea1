/** Full-width braces and brackets, which Chinese input methods give, as the ones that placeholders are written with. */
export function halfWidth(template: string): string {
  return template
    .replace(
      /[{\uff5b]{2}([^{}\uff5b\uff5d\n]*)[}\uff5d]{2}/g,
      (_, inner: string) => `{{${inner.replaceAll("\uff5c", "|")}}}`
    )
    .replace(
      /(?:\[\[|\u3010\u3010|\uff3b\uff3b)([^[\]\u3010\u3011\uff3b\uff3d\n]*)(?:\]\]|\u3011\u3011|\uff3d\uff3d)/g,
      "[[$1]]"
    )
    .replace(/\uff01(?=\[\[)/g, "!");
}

/** What is not supported of Markdown, how it is called, and what to write instead. */
const refusals: [RegExp, string][] = [
  [/^#{5,}/, "标题最多四级,请写成「#### 」"],
  [/^#+(?![#\s])/, "井号后面要空一格,如「## 一、协商议政」"],
  [/^#+\s*$/, "标题没有文字,请补上或删去这一行"],
  [/^#.*\*/, "标题里不用星号,请删去"],
  [/^\||^[-:\s]*-[-:\s]*\|[-:|\s]*$/, "不能手写表格,请用 [[表:提案分类]] 这样的写法,或改写成句子"],
  [/^([-*_])(\s*\1){2,}$/, "不用分隔线,请删去;「附录: 无」等设置要写在文件第一行的 --- 之下"],
  [/^(===+|>|```|~~~)/, "不支持引用、代码和下划线式的标题,请改写成一般段落或「## 」标题"],
  [/<!--|-->|<\/?[a-z][^>]*>|&#?\w+;/i, "不支持注释和网页标签,请删去"],
  [/\[[^\]]*\]\([^)]*\)/, "不支持链接和图片文件,请直接写文字;图表写成 ![[提案趋势]]"],
  [/\*/, "着重的文字应在同一行里写成 **文字**,别处不用星号"],
  [/`|~~|__/, "不支持这种标记,请删去;着重的文字写成 **文字**"]
];

/**
 * Why a line of a template would stand in the document as it was typed, and what to write instead; null where it would
 * not. Nothing that is left over is printed without a word.
 */
export function leftOver(line: string): string | null {
  const text = line
    .replace(/\{\{\s*(如果\s[^{}]*|否则|完)\s*\}\}/g, "")
    .replace(/\{\{[^{}]*\}\}/g, "数")
    .trim();
  const shown = line.trim().slice(0, 30);
  if (/[{}\uff5b\uff5d]/.test(text)) return `看不懂的写法“${shown}”,占位符应写成 {{提交提案}}`;
  const words = text.replace(/!\[\[[^[\]]+\]\]/g, "");
  if (
    !/^\[\[表[:\uff1a][^[\]]+\]\]$/.test(words) &&
    /\[\[|\]\]|[!\uff01]\s*[[\u3010\uff3b]|\u3010\u3010|\u3011\u3011|[[\u3010\uff3b]\s*表[:\uff1a]/.test(words)
  )
    return `看不懂的写法“${shown}”,图表应单独成行,写成 ![[提案趋势]],表写成 [[表:提案分类]]`;
  const plain = words.replace(/^[-*+]\s+/, "").replace(/\*\*[^*]+\*\*/g, text.startsWith("#") ? "*" : "字");
  const found = refusals.find(([pattern]) => pattern.test(plain));
  return found ? `看不懂的写法“${shown}”,${found[1]}` : null;
}
