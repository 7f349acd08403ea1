import {assemble} from "../../loaders/assemble.js";
import {inputs} from "../../loaders/files.js";

const [path = ""] = process.argv.slice(2);
await assemble(path, await inputs("data/sample"), undefined, () => {});
