import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { drift } from './_internal/drift.ts';
import { findPython } from './_internal/findPython.ts';
import { type Fixture, loadFixtures } from './fixture.ts';

const DRIFTED = 1;
const CANNOT_VERIFY = 2;

/**
 * `npm run golden:verify`: regenerates every fixture in a temporary folder and reports drift.
 *
 * Exit code 0: no drift (or, with --allow-missing, skipped); 1: drift, or a generator's own cross-check failed; 2: no Python
 * with the packages.
 */
function verify(allowMissing: boolean): number {
  const python = findPython();
  if (python === undefined || python.missing.length > 0) {
    const reason = python === undefined ? 'no Python 3 found' : `${python.command} lacks ${python.missing.join(', ')}`;
    console.log(`${allowMissing ? 'skipped' : 'cannot verify'}: ${reason}`);
    console.log(
      'Debian has them as python3-mpmath python3-numpy python3-scipy python3-torch; PYTHON names another interpreter.',
    );
    return allowMissing ? 0 : CANNOT_VERIFY;
  }
  const folder = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    const generator = fileURLToPath(new URL('generators/generate.py', import.meta.url));
    console.log(`regenerating with ${python.command} ..`);
    const run = spawnSync(python.command, [generator, folder], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (run.status !== 0) {
      console.log('the generators failed: two sources disagree, or a package changed');
      return DRIFTED;
    }
    return report(loadFixtures(), loadFixtures(undefined, pathToFileURL(`${folder}/`)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(committed: readonly Fixture[], regenerated: readonly Fixture[]): number {
  const lines = drift(committed, regenerated);
  for (const line of lines) console.log(line);
  for (const line of toolChanges(committed, regenerated)) console.log(`not drift: ${line}`);
  console.log(lines.length === 0 ? `${committed.length} fixtures: no drift` : `${lines.length} differences`);
  return lines.length === 0 ? 0 : DRIFTED;
}

function toolChanges(committed: readonly Fixture[], regenerated: readonly Fixture[]): string[] {
  const now: Record<string, string> = Object.assign({}, ...regenerated.map(({ tools }) => tools));
  const changes = committed.flatMap(({ tools }) =>
    Object.entries(tools).flatMap(([tool, version]) =>
      now[tool] === undefined || now[tool] === version
        ? []
        : [`committed with ${tool} ${version}, regenerated with ${now[tool]}`],
    ),
  );
  return [...new Set(changes)];
}

const { values } = parseArgs({ options: { 'allow-missing': { type: 'boolean', default: false } } });
try {
  process.exitCode = verify(values['allow-missing']);
} catch (error) {
  // A committed file that does not load: the message names it, a stack would not help.
  console.log(error instanceof Error ? error.message : error);
  process.exitCode = DRIFTED;
}
