import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process and all that it has started, as far as the system tells; itself alone where it does not. */
export function treeOf(pid: number): readonly number[] {
  const found = [pid];
  for (let at = 0; at < found.length; at++) {
    const one = found[at];
    try {
      const children = readFileSync(`/proc/${one}/task/${one}/children`, 'latin1');
      found.push(...children.split(' ').map(Number).filter(Boolean));
    } catch {
      // It has ended, or the system does not tell.
    }
  }
  return found;
}

/**
 * Ends a process that leads a group of its own, and whatever it has started: a shell or a wrapper that is killed alone leaves its
 * library running.
 */
export function killTree(pid: number): void {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' }).on('error', () => {});
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
