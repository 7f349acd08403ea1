import fc from "fast-check";
import {parseHTML} from "linkedom";
import {describe, expect, it} from "vitest";
import * as charts from "../../src/charts/index.js";
import {type ChartOptions, serialize} from "../../src/charts/index.js";
import {runs} from "../random.js";
import {clipped, collisions, textBoxes} from "./geometry.js";

const document = parseHTML("<html><body></body></html>").document as unknown as Document;
const width = fc.constantFrom(300, 340, 420, 560, 640, 760, 1000);
/** As usual, or as paper asks. */
const height = fc.constantFrom(undefined, undefined, 190, 240);
const count = fc.oneof(fc.integer({min: 0, max: 9}), fc.integer({min: 0, max: 300}), fc.integer({min: 0, max: 20000}));
const gap = <T>(value: fc.Arbitrary<T>) => fc.option(value, {freq: 5, nil: null});
const item = fc.integer({min: 1, max: 14}).map(n => "区住房和城乡建设管理委员会办".slice(0, n));
const items = fc.uniqueArray(item, {minLength: 1, maxLength: 9});
const label = "图";
const format = (v: number) => `${v}场次`;
const plain = (v: number) => `${v}`;
const years = (n: number) => Array.from({length: n}, (_, i) => 2025 - n + 1 + i);

/** Whatever the data, a chart keeps its labels inside and apart and prints no accident. */
function holds<T>(data: fc.Arbitrary<T>, shape: (data: T, options: ChartOptions) => SVGSVGElement) {
  fc.assert(
    fc.property(data, width, height, (rows, w, h) => {
      const svg = shape(rows, {width: w, height: h, document});
      expect(clipped(svg)).toEqual([]);
      expect(collisions(svg)).toEqual([]);
      expect(serialize(svg)).not.toMatch(/⚠|NaN|Infinity|undefined/);
    }),
    {numRuns: runs(60)}
  );
}

describe("labels stay inside and apart, whatever the data", () => {
  it("trend", () => {
    const lines = fc
      .tuple(fc.integer({min: 1, max: 12}), fc.integer({min: 1, max: 3}))
      .chain(([n, k]) => fc.array(fc.array(gap(count), {minLength: n, maxLength: n}), {minLength: k, maxLength: k}));
    holds(fc.record({lines, zero: fc.boolean(), open: fc.boolean()}), ({lines, zero, open}, options) =>
      charts.trend(
        lines.flatMap((values, s) =>
          years(values.length).map((year, i) => ({
            year,
            value: values[i]!,
            series: ["收到社情民意", "编报", "转报"][s]!
          }))
        ),
        {
          label,
          format,
          plain,
          zero,
          newTerms: [2022],
          goals: zero ? [{year: 2025, value: lines.length * 7, label: "目标20次以上"}] : [],
          unfinished: open ? {year: 2025, label: "截至10月31日"} : undefined
        },
        options
      )
    );
  });

  it("cumulative", () => {
    const months = fc.array(fc.array(fc.integer({min: 0, max: 200}), {minLength: 1, maxLength: 12}), {
      minLength: 1,
      maxLength: 6
    });
    holds(months, (all, options) =>
      charts.cumulative(
        all.flatMap((values, i) => values.map((value, m) => ({year: 2025 - i, month: m + 1, value}))),
        {label, format, plain, year: 2025},
        options
      )
    );
  });

  it("dots, whose values stand beside their own points: last year's ring is never between", () => {
    const rows = items.chain(names =>
      fc.tuple(
        ...names.map(name =>
          fc.record({item: fc.constant(name), value: count, previous: gap(count), few: fc.boolean()})
        )
      )
    );
    holds(fc.record({rows, zero: fc.boolean()}), ({rows, zero}, options) => {
      const spec = {label, format, plain, zero, now: "2024年", previous: "2023年", few: "不足5件"};
      const svg = charts.dots(rows, spec, options);
      const circles = [...svg.querySelectorAll("circle")].map(circle => ({
        x: Number(circle.getAttribute("cx")),
        y: Number(circle.getAttribute("cy")),
        ring: (circle.getAttribute("r") ?? circle.parentElement!.getAttribute("r")) === "4"
      }));
      const values = textBoxes(svg).filter(({text}) => /^\d+场次$/.test(text));
      expect(values).toHaveLength(rows.length);
      for (const {text, box} of values) {
        const row = circles.filter(({y}) => box.y1 < y && y < box.y2);
        const point = row.find(({ring}) => !ring)!;
        expect([text, Math.min(Math.abs(box.x1 - point.x), Math.abs(box.x2 - point.x)) < 12]).toEqual([text, true]);
        const between = row.filter(
          ({x, ring}) =>
            ring && x !== point.x && x + 4 > Math.min(box.x1, point.x + 5) && x - 4 < Math.max(box.x2, point.x - 5)
        );
        expect([text, between.filter(({x}) => Math.sign(x - point.x) === Math.sign(box.x1 - point.x))]).toEqual([
          text,
          []
        ]);
      }
      return svg;
    });
  });

  it("bars", () => {
    const rows = items.chain(names =>
      fc.tuple(...names.map(name => fc.record({item: fc.constant(name), value: count, previous: gap(count)})))
    );
    holds(rows, (data, options) =>
      charts.bars(data, {label, format, plain, top: 5, now: "2025年", previous: "2024年"}, options)
    );
  });

  it("changes", () => {
    const rows = items.chain(names =>
      fc.tuple(
        ...names.map(name => fc.record({item: fc.constant(name), change: fc.double({min: -1, max: 9, noNaN: true})}))
      )
    );
    holds(rows, (data, options) =>
      charts.changes(
        data.map(d => ({...d, values: "142 → 1560人次", words: `${(d.change * 100).toFixed(1)}%`})),
        {label},
        options
      )
    );
  });

  it("grouped and matrix", () => {
    const rows = fc
      .tuple(items, fc.integer({min: 1, max: 6}))
      .chain(([names, n]) =>
        fc.tuple(
          ...names.flatMap(name =>
            years(n).map(year => fc.record({item: fc.constant(name), year: fc.constant(year), value: gap(count)}))
          )
        )
      );
    for (const shape of [charts.grouped, charts.matrix])
      holds(rows, (data, options) =>
        shape(
          data,
          {label, format, plain, newTerms: [2022, 2024], unfinished: {year: 2025, label: "截至10月31日"}},
          options
        )
      );
  });

  it("calendar", () => {
    const days = fc.uniqueArray(fc.integer({min: 0, max: 364}), {maxLength: 60});
    holds(
      fc.tuple(days, fc.integer({min: 1900, max: 2100}), fc.integer({min: 1, max: 400})),
      ([offsets, year, most], options) =>
        charts.calendar(
          offsets.map((d, i) => ({
            date: new Date(Date.UTC(year, 0, 1 + d)).toISOString().slice(0, 10),
            value: 1 + (i % most)
          })),
          {label, format, plain, year, unit: "每日场次"},
          options
        )
    );
  });

  it("distribution", () => {
    const bins = fc.array(fc.record({value: count, previous: gap(count)}), {minLength: 2, maxLength: 20});
    holds(fc.tuple(bins, fc.constantFrom(5, 10, 15, 30), fc.boolean()), ([values, size, open], options) =>
      charts.distribution(
        values.map((d, i) => ({from: i * size, to: open && i === values.length - 1 ? null : (i + 1) * size, ...d})),
        {
          label,
          format,
          plain,
          bound: v => `${v}天`,
          deadline: {at: size * Math.ceil(values.length / 2), label: "期限90天", late: "超期12件"},
          now: "2025年",
          previous: "2024年"
        },
        options
      )
    );
  });

  it("parts", () => {
    const names = ["已解决或采纳", "列入计划解决", "因条件限制暂不能解决", "留作参考"];
    const rows = fc.array(fc.array(count, {minLength: 4, maxLength: 4}), {minLength: 1, maxLength: 6});
    holds(rows, (data, options) =>
      charts.parts(
        data.flatMap((values, i) => names.map((part, k) => ({whole: `${2020 + i}年`, part, value: values[k]!}))),
        {label, format, parts: names, share: v => `${(v * 100).toFixed(1)}%`},
        options
      )
    );
  });

  it("progress", () => {
    const rows = fc.record({
      value: gap(fc.double({min: 0, max: 500, noNaN: true})),
      goal: fc.integer({min: 1, max: 100}),
      rate: fc.boolean(),
      elapsed: gap(fc.double({min: 0, max: 1, noNaN: true}))
    });
    holds(rows, (data, options) => charts.progress({...data, label, plain: v => v.toFixed(1)}, options));
  });
});
