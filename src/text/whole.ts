/** Stands behind a printed figure of which a file or a cell was not read; between a number and its noun too: 6个（不完整）单位. */
export const notWhole = "（不完整）";
