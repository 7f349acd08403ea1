import type {Paper} from "./paper.js";

/** How a document stands on a screen, on a phone and on paper; measures of paper are those of the Word document. */
export function style({top, right, bottom, left, size, pitch}: Paper): string {
  const compact = size < 16;
  return `
:root { --ink: #1f2328; --mute: #646b73; --rule: #e4e1da; --now: #a8322a;
  --song: "Songti SC", "STZhongsong", "SimSun", "Noto Serif SC", "Noto Serif CJK SC", serif;
  --fang: "FangSong", "STFangsong", "仿宋", "Noto Serif SC", "Noto Serif CJK SC", serif;
  --hei: "PingFang SC", "Microsoft YaHei", "SimHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #faf9f6; font: 18px/1.85 var(--fang); -webkit-text-size-adjust: 100%; }
main { max-width: ${compact ? 800 : 720}px; margin: 0 auto; padding: 48px 20px 24px; background: #fff; }
h1 { font: 600 28px/1.4 var(--song); text-align: center; margin: 0 0 12px; text-wrap: balance; }
h2 { font: 600 19px/1.6 var(--hei); margin: 36px 0 8px; padding-top: 10px; border-top: 2px solid var(--ink); }
h3 { font: 600 17px/1.6 var(--hei); margin: 20px 0 4px; }
h4 { font: 600 16px/1.6 var(--hei); margin: 16px 0 4px; }
p { margin: 0 0 10px; text-indent: 2em; text-align: justify; }
strong { color: var(--now); }
.n { white-space: nowrap; }
.mark { text-indent: 0; text-align: center; color: #8a6d1f; font: 14px/1.6 var(--hei); }
.row { display: flex; gap: 20px; flex-wrap: wrap; }
figure { flex: 1 1 300px; margin: 20px 0; min-width: 0; }
figure svg { display: block; font-family: var(--hei); max-width: 100%; height: auto; }
.narrow { display: none; }
figcaption { font: 600 14px/1.6 var(--hei); margin-top: 8px; }
small, .source { display: block; font: 12px/1.6 var(--hei); color: var(--mute); text-indent: 0; }
h1 ~ .source { text-align: center; }
.scroll { overflow-x: auto; margin: 20px 0 6px; }
table { width: 100%; border-collapse: collapse; font: 14px/1.55 var(--hei); border-top: 2px solid var(--ink); border-bottom: 1px solid var(--ink); }
caption { font-weight: 600; text-align: left; padding: 4px 0 8px; }
th, td { text-align: left; vertical-align: top; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--rule); font-variant-numeric: tabular-nums; }
th { font-weight: 600; white-space: nowrap; border-bottom-color: var(--ink); }
td:first-child { min-width: 7em; }
.number { text-align: right; white-space: nowrap; }

@media (max-width: 560px) {
  body { font-size: 17px; }
  main { padding-top: 28px; }
  h1 { font-size: 23px; }
  .wide { display: none; }
  .narrow { display: block; }
  .appendix table { min-width: 620px; }
}
@page { size: A4; margin: ${top}mm ${right}mm ${bottom}mm ${left}mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt "SimSun", "Noto Serif SC", "Noto Serif CJK SC", serif; } }
@media print {
  body { background: none; color: #000; font-size: ${size}pt; line-height: ${pitch}pt; letter-spacing: -0.25pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 22pt; line-height: 33pt; margin-bottom: ${compact ? 2 : 16}pt; }
  h2, h3, h4 { font-size: ${size}pt; line-height: ${pitch}pt; margin: 0; padding: 0; border: 0; text-indent: 2em; break-after: avoid; }
  h2 { ${compact ? "margin-top: 6pt;" : ""} }
  p { margin: 0; orphans: 2; widows: 2; }
  .mark { font-size: ${compact ? "10.5pt" : "14pt"}; line-height: 15pt; ${compact ? "" : "margin-bottom: 14pt;"} }
  .wide { display: block; }
  .narrow { display: none; }
  .row { flex-wrap: nowrap; align-items: flex-end; gap: 5mm; }
  .row:has(> figure:only-child) { display: block; }
  figure { flex: 1 1 0; margin: 8pt 0; break-inside: avoid; letter-spacing: 0; }
  figure svg { width: var(--width); margin: 0 auto; }
  figcaption { font-size: 10.5pt; line-height: 14pt; text-align: center; margin-top: 2pt; }
  small, .source { font-size: 9pt; line-height: 13pt; text-align: center; letter-spacing: 0; }
  .scroll { overflow: visible; margin: 8pt 0 3pt; }
  .scroll + .source { break-before: avoid; margin-bottom: 8pt; }
  table { font-size: 10.5pt; line-height: 13pt; letter-spacing: 0; }
  caption { font-size: 12pt; line-height: 16pt; padding: 0 0 4pt; text-align: center; break-after: avoid; }
  th, td { padding: 2pt 4pt; }
  tr { break-inside: avoid; }
  tbody tr:nth-child(-n+2) { break-before: avoid; }
  tbody tr:last-child { break-before: avoid; break-after: avoid; }
  strong { color: inherit; }
  .appendix h2 { margin-top: ${pitch}pt; }
  .appendix p { font-size: 9pt; line-height: 14pt; letter-spacing: 0; }
  .appendix table { font-size: 8.5pt; line-height: 10.5pt; }
  .appendix th, .appendix td { padding: 1pt 3pt; vertical-align: middle; }
  .appendix td:first-child { min-width: 13em; text-wrap: balance; }
  .appendix caption { margin-top: 4pt; }${compact ? onePage : ""}
}
`;
}

/** Of a one-page overview: captions without their source, which stands under the title. */
const onePage = `
  small { display: none; }
  figure { margin: 3pt 0; }
  figcaption { font-size: 8.5pt; line-height: 12pt; margin-top: 2pt; }`;
