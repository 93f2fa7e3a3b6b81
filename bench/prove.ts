// node bench/prove.ts: shows that the gate passes on a loaded machine and fails a kernel that is 20 % slower.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parse, positive, program } from './_internal/options.ts';

const command = 'node bench/prove.ts';

const flags = {
  runs: { type: 'string', value: 'count', help: 'runs of the gate of either kind (20)' },
  busy: { type: 'string', value: 'count', help: 'processes that keep a core busy meanwhile (1)' },
  slower: { type: 'string', value: 'factor', help: 'how much slower the kernels are made that must fail (1.2)' },
  only: { type: 'string', value: 'text', help: 'gates whose benchmark and case contain this' },
} as const;

async function main(): Promise<number> {
  const values = parse(command, flags, process.argv.slice(2));
  const runs = positive('runs', values.runs ?? '20');
  const slower = positive('slower', values.slower ?? '1.2');
  const busy = Array.from({ length: positive('busy', values.busy ?? '1') }, keepBusy);
  const stop = (): void => {
    for (const child of busy) child.kill();
  };
  process.once('exit', stop);
  const selection = values.only === undefined ? [] : ['--only', values.only];
  let passed = 0;
  let failed = 0;
  for (let run = 1; run <= runs; run++) {
    if ((await gate(selection)) === 0) passed += 1;
    if ((await gate([...selection, '--slower', `${slower}`])) === 1) failed += 1;
    console.log(
      `run ${run} of ${runs}, ${busy.length} busy processes: passed ${passed}, failed when ${slower} times slower ${failed}`,
    );
  }
  stop();
  return passed === runs && failed === runs ? 0 : 1;
}

/** The exit code of a run of the gate, the lines of its failures printed. */
function gate(options: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('gate.ts', import.meta.url)), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      for (const line of text.split('\n').filter((entry) => entry.startsWith('FAIL'))) console.log(`  ${line}`);
      resolve(code);
    });
  });
}

const keepBusy = (): ChildProcess => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });

await program(command, main);
