import type { TracedCall } from '../subject/traced.ts';
import { type Assertion, assertionOf, titleOf } from './_internal/assertion.ts';
import { callsCode } from './_internal/callCode.ts';
import { literal } from './_internal/callParts.ts';
import type { ClauseReport } from './report.ts';

/**
 * A failing case as a test for `node --test`: it imports the adapter from `adapterUrl`, makes the call and says what must come of
 * it; where that is no number of one output, the law is asked, by the command that replays it.
 */
export function nodeTest(
  clause: ClauseReport,
  calls: readonly TracedCall[],
  adapterUrl: string,
  replay: { readonly token: string; readonly adapterPath: string },
): string {
  const assertion = assertionOf(clause, calls);
  const title = JSON.stringify(titleOf(clause));
  if (assertion.kind === 'law') return lawTest(title, replay);
  return [
    "import assert from 'node:assert/strict';",
    "import { test } from 'node:test';",
    `import adapter from ${JSON.stringify(adapterUrl)};`,
    '',
    `test(${title}, async () => {`,
    ...bodyOf(assertion, calls).map((line) => `  ${line}`),
    '});',
    '',
  ].join('\n');
}

function bodyOf(assertion: Exclude<Assertion, { kind: 'law' }>, calls: readonly TracedCall[]): readonly string[] {
  const lines = callsCode(calls).filter((line) => !line.startsWith('console.log('));
  if (assertion.kind === 'answered') return lines;
  const made = lines.filter((line) => !line.includes('adapter.fromNative('));
  if (assertion.kind === 'refused')
    return ['await assert.rejects(async () => {', ...made.map((line) => `  ${line}`), '});'];
  const [call] = calls;
  const { output, at, expected, allowed, signed } = assertion;
  const tensor = call?.outputs?.[output];
  const [whole, member] = output.split('.');
  const several = Object.keys(call?.outputs ?? {}).some((name) => name.split('.')[0] !== whole);
  const value = `result${several ? `.${whole}` : ''}${member === undefined ? '' : `[${member}]`}`;
  const like = `{ dtype: '${tensor?.dtype}', shape: [${tensor?.shape.join(', ')}] }`;
  const [want, message] = [literal(expected), JSON.stringify(`${output}, number ${at} of its data`)];
  const read = [
    ...made,
    // A scalar may come as a plain number.
    tensor?.shape.length === 0
      ? `const received = typeof ${value} === 'number' ? ${value} : adapter.fromNative(${value}, ${like}).data[${at}];`
      : `const received = adapter.fromNative(${value}, ${like}).data[${at}];`,
  ];
  return signed || !Number.isFinite(expected) || allowed === 0
    ? [...read, `assert.equal(received${signed ? '' : ' + 0'}, ${signed ? want : `${want} + 0`}, ${message});`]
    : [
        ...read,
        `assert.ok(Math.abs(received - ${want}) <= ${allowed}, \`${output}, number ${at} of its data: expected ${want}, received \${received}\`);`,
      ];
}

const lawTest = (title: string, { token, adapterPath }: { readonly token: string; readonly adapterPath: string }) => `\
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';

const token = ${JSON.stringify(token)};

test(${title}, () => {
  const parameters = ['tensor-laws', 'replay', token, '--adapter', ${JSON.stringify(adapterPath)}];
  const { status, stdout, stderr } = spawnSync('npx', parameters, { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});
`;
