import {warehouse} from "./loaders/query.js";
const open = await warehouse({data: process.argv[2] ?? "data/sample"});
console.table(await open.rows("select code, severity, column_name, count(*) n, any_value(found) f, any_value(message) m from problems group by all order by n desc limit 40"));
open.close();
