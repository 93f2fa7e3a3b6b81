import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ImportGraph } from './importGraph.ts';

/** What was found of a fault: the clauses that caught it, and how long that took, which says what to start with. */
export interface Finding {
  readonly caught: readonly string[];
  readonly milliseconds: number;
}

interface Line extends Finding {
  readonly fault: string;
  readonly key: string;
}

/** Findings of earlier runs. */
export interface FaultCache {
  /** What was found when everything was as it is now. */
  get(fault: string, key: string): Finding | undefined;
  /** How long the fault took when it was last judged. */
  expected(fault: string): number | undefined;
  /** Kept from here on, also when this process ends in the next moment. */
  put(fault: string, key: string, finding: Finding): void;
  /** Forgets faults that there are no more. */
  keep(faults: ReadonlySet<string>): void;
}

/** A cache in a file of lines, one a finding, the last of a fault counts; a line that was cut off counts as none. */
export function faultCache(path: string): FaultCache {
  const lines = new Map<string, Line>();
  if (existsSync(path)) {
    for (const text of readFileSync(path, 'utf8').split('\n')) {
      const line = lineOf(text);
      if (line !== undefined) lines.set(line.fault, line);
    }
  }
  mkdirSync(dirname(path), { recursive: true });
  return {
    get: (fault, key) => (lines.get(fault)?.key === key ? lines.get(fault) : undefined),
    expected: (fault) => lines.get(fault)?.milliseconds,
    put(fault, key, { caught, milliseconds }) {
      const line = { fault, key, caught, milliseconds };
      lines.set(fault, line);
      // The line break comes first: what follows a line that was cut off is whole again.
      appendFileSync(path, `\n${JSON.stringify(line)}`);
    },
    keep(faults) {
      const kept = [...lines.values()].filter(({ fault }) => faults.has(fault));
      writeFileSync(`${path}.new`, kept.map((line) => JSON.stringify(line)).join('\n'));
      renameSync(`${path}.new`, path);
    },
  };
}

function lineOf(text: string): Line | undefined {
  try {
    const { fault, key, caught, milliseconds } = JSON.parse(text);
    const whole =
      typeof fault === 'string' && typeof key === 'string' && Array.isArray(caught) && typeof milliseconds === 'number';
    return whole ? { fault, key, caught, milliseconds } : undefined;
  } catch {
    return undefined;
  }
}

/** A hash of the contents of some files, and of the Node that runs them: elementary functions are its own. */
export function keyOf(graph: ImportGraph, files: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\0${file}\0${graph.text(file) ?? ''}`);
  return hash.digest('hex');
}
