import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contextOf } from '../../conformance/judge/context.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import type { Verdict } from '../../conformance/report/report.ts';
import { dialogueWith } from '../../conformance/subject/_internal/dialogue.ts';
import { describeReady, replyOf } from '../../conformance/subject/_internal/remote.ts';
import { encodeTensor } from '../../conformance/subject/_internal/wire.ts';
import { childSubject } from '../../conformance/subject/childProcess.ts';
import { pathOfCommand } from '../../conformance/subject/command.ts';
import type { Limits } from '../../conformance/subject/limits.ts';
import { type Answered, protocolSchemaText } from '../../conformance/subject/protocol.ts';
import { dot } from '../../spec/linalg/dot.ts';
import { outer } from '../../spec/linalg/outer.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { pickFrom } from './anyReply.ts';
import { requestOf } from './requests.ts';
import { dotLaw } from './toyLaws.ts';

const cwd = import.meta.dirname;
const commandOf = (manner: string) => pathOfCommand(`"${process.execPath}" commands/subject.mjs ${manner}`);
const started = (manner: string, limits: Partial<Limits> = {}) =>
  childSubject({ adapterPath: commandOf(manner), cwd, limits: { deaths: 2, ...limits } });

/** The verdict of one law on dot, and whether outer is answered afterwards. */
async function judge(manner: string, limits: Partial<Limits> = {}) {
  const child = await started(manner, limits);
  try {
    const context = contextOf(child.description, 'float64', dotLaw);
    const clause = await runLaw(dotLaw, child.subject, context, {
      runs: 10,
      seed: 1,
      adapterPath: commandOf(manner),
      atOnce: 8,
    });
    const a = tensorOf('float64', [2], [1, 2]);
    const { c } = await child.subject(outer, { a, b: a });
    return { clause, goesOn: c.data.join() === '1,2,2,4' };
  } finally {
    await child.close();
  }
}

const pieces = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '0',
  '-1',
  '1e999',
  'null',
  'true',
  '"refused"',
  '"message":"no",',
  '\\',
  '\u0000',
  'é',
];

/** A line with a few bytes or fields of it changed. */
function mutated(line: string, pick: (among: number) => number): string {
  if (pick(4) === 0) {
    const message = JSON.parse(line) as Record<string, unknown>;
    const values = [
      null,
      0,
      1.5,
      'refused',
      [],
      {},
      { c: null },
      true,
      [[]],
      { dtype: 'int64', shape: [], data: 'AAAAAAAAAAA=' },
    ];
    const key = ['type', 'id', 'outputs', 'message', 'name', 'operands'][pick(6)] ?? '';
    return JSON.stringify({ ...message, message: 'no', [key]: values[pick(values.length)] });
  }
  let text = line;
  for (let times = 0; times <= pick(3); times++) {
    const from = pick(text.length);
    text =
      text.slice(0, from) + (pick(2) === 0 ? '' : (pieces[pick(pieces.length)] ?? '')) + text.slice(from + pick(3));
  }
  return text;
}

const short: Partial<Limits> = { call: 700 };

const table: readonly { manner: string; verdict: Verdict; text?: string | RegExp; limits?: Partial<Limits> }[] = [
  { manner: 'good', verdict: 'passed' },
  { manner: 'bare', verdict: 'passed' },
  { manner: 'printsToo', verdict: 'passed' },
  { manner: 'reversedOrder', verdict: 'passed' },
  { manner: 'floods', verdict: 'passed' },
  { manner: 'startsLate', verdict: 'passed' },
  { manner: 'hangs', verdict: 'timedOut', text: 'gave no result within', limits: short },
  { manner: 'spins', verdict: 'timedOut', text: 'gave no result within', limits: short },
  { manner: 'exits', verdict: 'errored', text: 'linalg.dot ended the process with exit code 7' },
  { manner: 'kills', verdict: 'errored', text: 'SIGKILL' },
  { manner: 'garbage', verdict: 'errored', text: 'wrote a line that is no message, is no JSON' },
  { manner: 'halfALine', verdict: 'errored', text: 'ended the process with exit code 0' },
  { manner: 'wrongId', verdict: 'errored', text: /answered call \d+, which was not asked/ },
  { manner: 'twice', verdict: 'errored', text: /answered call \d+/ },
  { manner: 'noMessage', verdict: 'errored', text: 'type: must be ready, result, refused' },
  { manner: 'terabyte', verdict: 'failed', text: '0 bytes of data for a float64[1048576, 131072]' },
  { manner: 'notBase64', verdict: 'errored', text: 'outputs.data: must be the base64 of the elements' },
  { manner: 'numbers', verdict: 'errored', text: 'outputs.c.data: must be the base64 of the elements' },
  { manner: 'noTensor', verdict: 'errored', text: 'outputs: must be a tensor { dtype, shape, data }' },
  { manner: 'wrongShape', verdict: 'failed', text: 'must be float64[], got float64[1]' },
  { manner: 'unknownDtype', verdict: 'errored', text: /outputs\.(c\.)?dtype: .*"float64"/ },
  { manner: 'fatal', verdict: 'errored', text: 'linalg.dot cannot go on: the device is lost' },
  { manner: 'errored', verdict: 'failed', text: 'no such attribute: foo' },
  { manner: 'unsupported', verdict: 'unsupported' },
  { manner: 'closesItsInput', verdict: 'timedOut', text: 'gave no result within', limits: short },
];

describe('a command that is judged', () => {
  for (const { manner, verdict, text, limits } of table) {
    test(`${manner}: ${verdict}`, async () => {
      const { clause, goesOn } = await judge(manner, limits);
      expect(clause.verdict).toBe(verdict);
      if (text !== undefined) expect(clause.counterexample?.error).toMatch(text);
      expect(goesOn).toBe(true);
    });
  }

  for (const [manner, message, limits] of [
    ['otherProtocol', 'protocol must be 1', {}],
    ['wrongProfile', 'profile must be', {}],
    ['noOperations', 'operations', {}],
    ['neverReady', 'did not say that it is ready within 0.4 s (is what it writes flushed', { start: 400 }],
    ['exitsAtOnce', /ended its process before it was ready, with exit code 3:\nno licence/, {}],
  ] as const) {
    test(`${manner} is told at the start`, async () => {
      await expect(started(manner, limits)).rejects.toThrow(message);
    });
  }

  test('a command that does not exist says so', async () => {
    const adapterPath = pathOfCommand('there-is-no-such-command-here');
    await expect(childSubject({ adapterPath, cwd })).rejects.toThrow(/there-is-no-such-command-here/);
  });

  test.skipIf(process.platform === 'win32')('is ended together with what it has started', async () => {
    const child = await started('childOfChild');
    const pid = Number(child.description.version);
    const isThere = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    expect(isThere()).toBe(true);
    await child.close();
    await expect.poll(isThere, { timeout: 5000 }).toBe(false);
  });

  test('one that does not end when it is told to is ended', async () => {
    const child = await started('staysOn');
    const begun = performance.now();
    await child.close();
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

test('10,000 mutated replies: none is lost, and none throws', async () => {
  const pick = pickFrom(1);
  const description = describeReady({
    type: 'ready',
    protocol: 1,
    name: 'subject',
    version: '1.0.0',
    profile: { dtype: 'float64' },
    operations: ['linalg.dot'],
  });
  const a = tensorOf('float64', [2], [1, 2]);
  const right = JSON.stringify({ type: 'result', id: 1, outputs: { c: encodeTensor(tensorOf('float64', [], [5])) } });
  const found = { returned: 0, malformed: 0, refused: 0, brokenOff: 0, unheard: 0 };
  for (let at = 0; at < 10_000; at++) {
    const replies: (Answered | string)[] = [];
    const dialogue = dialogueWith(
      () => {},
      () => {},
    );
    dialogue.awaitAnswers(
      [1],
      ([answer]) => answer && replies.push(answer),
      (what) => replies.push(what),
    );
    dialogue.hear(mutated(right, pick));
    expect(replies.length).toBeLessThan(2);
    const [reply] = replies;
    if (reply === undefined) {
      // A line that is taken for what a library prints, or a greeting.
      found.unheard++;
    } else if (typeof reply === 'string') {
      found.brokenOff++;
    } else {
      const request = requestOf('linalg.dot', { a, b: a });
      const { kind } = await replyOf(description, dot, request, reply);
      if (kind === 'returned' || kind === 'malformed') found[kind]++;
      else found.refused++;
    }
  }
  for (const count of Object.values(found)) expect(count).toBeGreaterThan(0);
});

test('protocol.schema.json is that of the sources; `node scripts/reportSchema.ts` writes it', () => {
  const file = new URL('../../conformance/protocol.schema.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(protocolSchemaText());
});
