import type {Plugin} from "esbuild";

/** Parts of d3 that Plot brings along for what no chart of the yearbook draws: maps, and colour schemes of its own. */
const undrawn = ["d3-geo", "d3-scale-chromatic"];

/** Leaves those parts out of the pages' bundles: their functions stand there and do nothing. */
export const withoutUndrawn: Plugin = {
  name: "undrawn",
  setup({onResolve, onLoad}) {
    const namespace = "undrawn";
    onResolve({filter: new RegExp(`^(${undrawn.join("|")})$`)}, ({path}) => ({path, namespace, sideEffects: false}));
    onLoad({filter: /./, namespace}, async ({path}) => ({
      contents: `const nothing = () => {};\nexport {${Object.keys(await import(path)).map(name => `nothing as ${name}`)}};`
    }));
  }
};
