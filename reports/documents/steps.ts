/** Told of every file that is written: its name, how many there are by now, and of how many. */
export type OnStep = (name: string, done: number, all: number) => void;

/** Counts files as they are written, once it is known how many there will be. */
export function steps(all: number, onStep: OnStep = () => {}): (name: string) => void {
  let done = 0;
  return name => onStep(name, ++done, all);
}
