import {buildWarehouse} from "../../loaders/warehouse.js";

await buildWarehouse({data: "data/sample"});
