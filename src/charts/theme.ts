/** The colours of one ground, as concrete values: an SVG must look the same outside a page. */
export interface Theme {
  name: "paper" | "dark" | "print";
  /** What the chart lies on; also the halo around lines and marks. */
  paper: string;
  ink: string;
  mute: string;
  rule: string;
  /** This year, the thing spoken of. */
  now: string;
  /** The year before. */
  prev: string;
  /** Older years and the rest; too faint for text. */
  past: string;
  /** Targets, deadlines and warnings. */
  goal: string;
}

export const paper: Theme = {
  name: "paper",
  paper: "#faf9f6",
  ink: "#1f2328",
  mute: "#646b73",
  rule: "#e4e1da",
  now: "#a8322a",
  prev: "#5b6b7b",
  past: "#b4b9bf",
  goal: "#8a6d1f"
};

export const dark: Theme = {
  name: "dark",
  paper: "#15171a",
  ink: "#e9e7e3",
  mute: "#a3a9b0",
  rule: "#32363c",
  now: "#e8877c",
  prev: "#93a4b5",
  past: "#5d646c",
  goal: "#d1b25a"
};

/** The light theme on white, with black text: for A4 and documents. */
export const print: Theme = {...paper, name: "print", paper: "#ffffff", ink: "#000000", mute: "#4d545b"};

/** Font families: the page's own stack, and the one font that documents carry. */
export const fonts = {
  page: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  document: "Noto Sans SC"
};

/** A colour between two others, both #rrggbb: share 0 gives `from`, 1 gives `to`. */
export function mix(from: string, to: string, share: number): string {
  const channel = (i: number) => {
    const a = Number.parseInt(from.slice(i, i + 2), 16);
    const b = Number.parseInt(to.slice(i, i + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** A quiet tint of a colour, this year's where none is given, for a share of the largest value, 0 to 1; text reads on all. */
export function tint(theme: Theme, share: number, color = theme.now): string {
  return share > 0 ? mix(theme.paper, color, 0.06 + 0.46 * share) : theme.paper;
}

/** Relative luminance of #rrggbb after WCAG 2. */
function luminance(color: string): number {
  const channel = (i: number) => {
    const c = Number.parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast of two #rrggbb colours after WCAG 2, from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [hi, lo] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (hi + 0.05) / (lo + 0.05);
}

/** The text colour that reads best on a ground: the theme's ink or its paper. */
export function inkOn(ground: string, theme: Theme): string {
  return contrast(theme.ink, ground) >= contrast(theme.paper, ground) ? theme.ink : theme.paper;
}
