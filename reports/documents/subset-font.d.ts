declare module "subset-font" {
  /** The font with only the glyphs of a text. */
  export default function subset(
    font: Buffer,
    text: string,
    options?: {targetFormat?: "sfnt" | "woff" | "woff2"}
  ): Promise<Buffer>;
}
