import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Judges ml-matrix and takes the picture of its report that README.md shows, by a browser of the Chromium family (CHROMIUM names it). */
const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}.tensor-laws/picture.html`;
mkdirSync(`${root}.tensor-laws`, { recursive: true });
const run = (file: string, parameters: readonly string[]): number | null =>
  spawnSync(file, parameters, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status;

const judged = run(process.execPath, ['conformance/cli.ts', 'check', 'adapters/ml-matrix', '--html', page]);
if (judged !== 0 && judged !== 1) throw new Error(`the check ended with ${judged}`);
const browser = process.env['CHROMIUM'] ?? 'chromium';
const taken = run(browser, [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--hide-scrollbars',
  '--window-size=1180,980',
  `--screenshot=${root}docs/report.png`,
  `file://${page}`,
]);
if (taken !== 0) throw new Error(`${browser} took no picture: name a browser by CHROMIUM`);
