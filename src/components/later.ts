const tasks: (() => void)[] = [];
let scheduled = false;

/** Does what a reader does not wait for when the browser has time, in order; at once where there is no page. */
export function later(task: () => void): void {
  if (!globalThis.ResizeObserver) {
    task();
    return;
  }
  tasks.push(task);
  if (!scheduled) schedule();
}

/** Does something once the frame that is being made is on the screen. */
export const afterFrame = (task: () => void) => requestAnimationFrame(() => setTimeout(task));

function schedule() {
  scheduled = true;
  idle(remaining => {
    do tasks.shift()?.();
    while (tasks.length > 0 && remaining() > 4);
    if (tasks.length > 0) schedule();
    else scheduled = false;
  });
}

function idle(work: (remaining: () => number) => void) {
  // Not every browser tells when it is idle.
  const ask = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  if (ask) ask(deadline => work(() => deadline.timeRemaining()), {timeout: 250});
  else setTimeout(() => work(() => 0), 16);
}
