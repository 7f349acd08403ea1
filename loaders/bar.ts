const width = 24;

/**
 * A progress bar on standard error, redrawn in place on a terminal; elsewhere nothing but the messages, one a line.
 * `share` is 0…1 of the whole work.
 */
export function bar(stream: NodeJS.WriteStream = process.stderr) {
  const done = (share: number) => "█".repeat(Math.round(Math.min(1, share) * width)).padEnd(width, "░");
  return {
    show(message: string, share: number) {
      if (stream.isTTY)
        stream.write(`\r\x1b[2K${done(share)} ${String(Math.floor(share * 100)).padStart(3)}%  ${message}`);
    },
    line(message: string) {
      stream.write(`${stream.isTTY ? "\r\x1b[2K" : ""}${message}\n`);
    },
    clear() {
      if (stream.isTTY) stream.write("\r\x1b[2K");
    }
  };
}
