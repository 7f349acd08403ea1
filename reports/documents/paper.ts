/** How a document stands on A4: margins in mm, body text and the distance of its lines in pt. */
export interface Paper {
  top: number;
  right: number;
  bottom: number;
  left: number;
  size: number;
  pitch: number;
}

/** A4, mm. */
export const a4 = {width: 210, height: 297} as const;

/** GB/T 9704-2012: 22 lines of 28 characters within the margins. */
const official: Paper = {top: 37, right: 26, bottom: 35, left: 28, size: 16, pitch: 28.95};
/** A one-page overview: three lines more above and below, and smaller text. */
const onePage: Paper = {...official, top: 24, bottom: 22, size: 12, pitch: 20};

export const paperOf = ({compact}: {compact: boolean}): Paper => (compact ? onePage : official);

/** Width of the text, mm: the same on every paper. */
export const textWidth = a4.width - official.left - official.right;
/** Height of the text, mm. */
export const textHeight = ({top, bottom}: Paper): number => a4.height - top - bottom;

/** Points → mm. */
export const mm = (points: number): number => (points / 72) * 25.4;
/** mm → twentieths of a point, in which Word measures. */
export const twips = (mm: number): number => Math.round((mm / 25.4) * 1440);
