import type {BuildOptions} from "esbuild";

/** How code is bundled that browsers run. */
export const browserCode = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  logLevel: "silent"
} as const satisfies BuildOptions;
