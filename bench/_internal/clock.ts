import { openSync, readSync } from 'node:fs';

/**
 * Milliseconds in which this thread ran or chose to wait: the time of day less the time in which it was ready and no core was
 * free. On a loaded machine that is what a kernel costs; a kernel that sleeps does not get away with it. Where the system does
 * not say (anything but Linux), the time of day.
 */
export const ownTime: () => number = (() => {
  const delay = runDelay();
  return delay === undefined ? () => performance.now() : () => performance.now() - delay();
})();

/** Whether {@link ownTime} leaves out what other processes take. */
export const isOwnTimeExact: boolean = runDelay() !== undefined;

/** A reader of the milliseconds that this thread waited for a core: the second number of its schedstat (Linux, proc(5)). */
function runDelay(): (() => number) | undefined {
  const buffer = Buffer.alloc(96);
  const read = (file: number): number => {
    const [, waited = ''] = buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)).split(' ');
    return Number(waited) / 1e6;
  };
  try {
    const file = openSync('/proc/thread-self/schedstat', 'r');
    return Number.isFinite(read(file)) ? () => read(file) : undefined;
  } catch {
    return undefined;
  }
}
