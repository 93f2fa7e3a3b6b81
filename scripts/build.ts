import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Compiles what the package ships into dist/, and copies the data that it reads beside it. */
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
// The npm scripts that call this one put node_modules/.bin on the path.
execFileSync('tsc', ['-p', `${root}tsconfig.build.json`], { stdio: 'inherit' });
for (const entry of readdirSync(`${root}golden`, { recursive: true, encoding: 'utf8' })) {
  if (entry.endsWith('.json')) cpSync(`${root}golden/${entry}`, `${root}dist/golden/${entry}`);
}
for (const schema of ['report/report', 'judge/ledger']) {
  cpSync(`${root}conformance/${schema}.schema.json`, `${root}dist/conformance/${schema}.schema.json`);
}
