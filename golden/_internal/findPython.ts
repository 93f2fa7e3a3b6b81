import { spawnSync } from 'node:child_process';

const PACKAGES = ['mpmath', 'numpy', 'scipy', 'torch'];

/** A Python interpreter, or how far the best one is from being usable. */
export interface Python {
  readonly command: string;
  readonly missing: readonly string[];
}

/**
 * The first interpreter of PYTHON, /usr/bin/python3, python3 that has all packages of the generators; otherwise the one that
 * lacks fewest; undefined when there is none at all. PYTHON, when set, is the only one asked.
 */
export function findPython(): Python | undefined {
  const asked = process.env.PYTHON;
  const commands = asked ? [asked] : ['/usr/bin/python3', 'python3'];
  const found = commands.flatMap((command) => missingIn(command) ?? []);
  return found.sort((a, b) => a.missing.length - b.missing.length)[0];
}

function missingIn(command: string): Python | undefined {
  const script = `import importlib.util as u; print(*[p for p in ${JSON.stringify(PACKAGES)} if u.find_spec(p) is None])`;
  const answer = spawnSync(command, ['-c', script], { encoding: 'utf8' });
  return answer.status === 0 ? { command, missing: answer.stdout.split(/\s+/).filter(Boolean) } : undefined;
}
