export {type Caption, type CardOptions, card} from "./card.js";
export {chart, type Draw, glyph} from "./chart.js";
export {csvFile, csvText, download} from "./download.js";
export {type Child, h} from "./h.js";
export {banner, empty, grid, type LeadPart, lead} from "./page.js";
export {choices, type Input, type Option, select, yearPicker} from "./select.js";
export {type Column, type Row, type TableOptions, table} from "./table.js";
export {type TargetOptions, targetRow, targets} from "./target.js";
export {type Direction, type TileOptions, tile, tiles} from "./tile.js";
