import {readFileSync} from "node:fs";
import {afterAll, expect, test} from "vitest";
import {cubeDimensions} from "../src/metrics/filters.js";
import {sample} from "./sample.js";

const open = await sample();
afterAll(() => open.close());
const readme = readFileSync("README.md", "utf8").replace(/\s+/g, "");

interface Alone {
  total: number;
  alone: number;
  /** Of those alone, how many were rated other than satisfied: whoever knows the item reads its rating. */
  readable: number;
}

test("with filters: how many proposals are alone in their combination, as the README says", async () => {
  const columns = cubeDimensions("proposals").map(({id}) => id);
  const [found] = await open.rows<Alone>(
    `with cells as (
       select year, ${columns.join(", ")}, sum(submitted)::integer as n, sum(rated - satisfied)::integer as other
       from proposals_cube where basis = 'session' group by year, ${columns.join(", ")}
     )
     select sum(n)::integer as total, (sum(n) filter (n = 1))::integer as alone,
       (sum(other) filter (n = 1))::integer as readable from cells`
  );
  expect(found).toEqual({total: 1394, alone: 1236, readable: 44});
  expect(readme).toContain("示例数据1394件提案中有1236件（89%）在自己的组合里只有一件");
  expect(readme).toContain("其中44件看得出委员不满意或只是基本满意");
});

test("as published: how many are alone in a part of a dimension, as the README says", async () => {
  const parts = ["category", "proposer_type", "party", "sector", "committee", "unnest(main_units)"].map(
    (column, i) => `select id, year, rating, ${i} as dimension, ${column}::varchar as part from items`
  );
  const [found] = await open.rows<Alone>(
    `with items as (from proposal_facts where view = 'year' and main and year is not null),
     single as (
       select year, any_value(id) as id, any_value(rating) as rating from (${parts.join(" union all ")})
       where part is not null group by year, dimension, part having count(*) = 1
     )
     select (select count(*) from items)::integer as total, count(distinct (year, id))::integer as alone,
       (count(distinct (year, id)) filter (rating in ('basic', 'dissatisfied')))::integer as readable from single`
  );
  expect(found).toEqual({total: 1394, alone: 13, readable: 0});
  expect(readme).toContain("有13件（不到1%）是当年某个单位或专委会的唯一一件，都没有不满意的");
});
