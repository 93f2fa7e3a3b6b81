import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/**
 * The processes that tests start load the same sources, some two hundred times: what Node made of them is kept for the run.
 *
 * Not while coverage is taken, which is less precise for functions that come from such a cache.
 */
export function setup({ config }: TestProject): (() => void) | undefined {
  if (config.coverage.enabled) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'tensor-laws-compiled-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
