// npm start: judges ml-matrix, whose first failure is told as soon as it is confirmed, and the reference on the same operations, where it
// must conform.
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import mlMatrix from '../adapters/ml-matrix/adapter.ts';
import { styleOf } from '../conformance/commands/_internal/styleOf.ts';
import { check } from '../conformance/judge/check.ts';
import { failureLines } from '../conformance/present/_internal/failureLines.ts';
import { paint } from '../conformance/present/_internal/paint.ts';
import { html } from '../conformance/present/html.ts';
import { terminal } from '../conformance/present/terminal.ts';
import { exitCodeOf } from '../conformance/report/exitCode.ts';
import { isFailure, type Report } from '../conformance/report/report.ts';
import { type Tier, tiers } from '../conformance/subject/tier.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const style = styleOf(true);
const { values } = parseArgs({ options: { tier: { type: 'string', default: 'smoke' } } });
const tier = tiers.find((one) => one === values.tier);
if (tier === undefined) {
  console.error(`start: --tier is one of ${tiers.join(', ')}, got "${values.tier}"`);
  process.exit(2);
}

/** Milliseconds of processor time for a call: what does not end need not be waited for long where the numbers are few. */
const call = 1_000;

/** Judges an adapter and writes its page; what is said of the others is said when all is known. */
async function judge(name: string, tier: Tier): Promise<Report> {
  const adapter = `adapters/${name}`;
  let isFirst = true;
  const report = await check({
    adapter,
    operations: Object.keys(mlMatrix.operations).join(),
    cwd: root,
    tier,
    limits: { call },
    today: new Date().toISOString().slice(0, 10),
    onProgress(event) {
      if (event.kind !== 'clause' || !isFirst || !isFailure(event.clause)) return;
      isFirst = false;
      const lines = failureLines(event.clause, adapter, paint(style.color), style.width);
      console.log([`${name}: the first failure, while others are looked for`, '', ...lines].join('\n'));
    },
  });
  mkdirSync(`${root}.tensor-laws`, { recursive: true });
  writeFileSync(pageOf(name), html(report));
  return report;
}

const pageOf = (name: string): string => `${root}.tensor-laws/${name}.html`;

function tell(name: string, report: Report): 0 | 1 | 3 {
  console.log(`\n${name}\n${'='.repeat(name.length)}`);
  process.stdout.write(terminal(report, { ...style, page: relative(process.cwd(), pageOf(name)) }));
  return exitCodeOf(report);
}

// Side by side: while one waits for a call that does not end the other has the processor.
const names = ['ml-matrix', 'reference'] as const;
const reports = await Promise.all(names.map((name) => judge(name, tier)));
const [peer = 3, reference = 3] = reports.map((report, at) => tell(names[at] ?? '', report));
const verdict = (code: number) => (code === 0 ? 'conforms' : 'does not conform');
console.log(`
ml-matrix: ${verdict(peer)}; reference: ${verdict(reference)}, by the tier ${tier} on the operations that ml-matrix has.
What is behind the failures of ml-matrix and other libraries: docs/findings/matrix.html, npm run judge -- ml-matrix
Judge your own library: npx tensor-laws init, then npx tensor-laws check ./tensor-laws.adapter.mjs`);
// Exit 1 from the peer is its verdict; anything above is the judge's own failure.
process.exitCode = reference !== 0 ? reference : peer > 1 ? peer : 0;
