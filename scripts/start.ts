import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm start`: judges the reference, which must conform, and ml-matrix, which is shown as it is. */
const root = fileURLToPath(new URL('..', import.meta.url));
const reports = `${root}.tensor-laws`;
mkdirSync(reports, { recursive: true });

function judge(name: string): number {
  console.log(`\n${name}\n${'='.repeat(name.length)}`);
  const html = relative(process.cwd(), `${reports}/${name}.html`);
  const parameters = ['check', `adapters/${name}`, '--html', html, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, [`${root}conformance/cli.ts`, ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  return status ?? 3;
}

const reference = judge('reference');
const peer = judge('ml-matrix');
console.log(
  `\nreference: ${reference === 0 ? 'conforms' : 'does not conform'}; ml-matrix: ${peer === 0 ? 'conforms' : 'does not conform'}.`,
);
console.log('Judge your own library: npx tensor-laws init, then npx tensor-laws check ./tensor-laws.adapter.mjs');
// Exit 1 from the peer is its verdict; anything above is the judge's own failure.
process.exit(reference !== 0 ? reference : peer > 1 ? peer : 0);
