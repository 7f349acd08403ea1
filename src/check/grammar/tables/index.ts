// Made of the csv files of the grammar by `npm run grammar`; edit those.
export {frames} from "./frames.js";
export {headers} from "./headers.js";
export {items} from "./items.js";
export {lookalikes} from "./lookalikes.js";
export {periods} from "./periods.js";
export {perspectives} from "./perspectives.js";
export {skips} from "./skips.js";
export {speakers} from "./speakers.js";
export {units} from "./units.js";
export {words} from "./words.js";
