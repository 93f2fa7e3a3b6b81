import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadOperations } from '../../conformance/judge/laws.ts';
import { outlineOf } from '../../conformance/present/data.ts';
import { snippetOf } from '../../conformance/report/snippet.ts';
import { decodeToken, encodeToken } from '../../conformance/report/token.ts';
import { childSubject } from '../../conformance/subject/childProcess.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { traced } from '../../conformance/subject/traced.ts';
import type { Subject } from '../../properties/law.ts';
import { listOf } from '../../properties/verbs/judge.ts';
import { concat } from '../../spec/tensor/concat.ts';
import { split } from '../../spec/tensor/split.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';
import { lists } from './adapters/lists.ts';

const folder = join(import.meta.dirname, 'adapters');
const child = await childSubject({ adapterPath: 'adapters/lists.ts', cwd: import.meta.dirname });
afterAll(() => child.close());
const inProcess = (more: object = {}): Subject =>
  // Wrong adapters do not compile, which is what some of these are.
  inProcessSubject({ ...lists, ...more } as unknown as Parameters<typeof inProcessSubject>[0]);
const forward = (id: string, wrong: unknown): Subject =>
  inProcess({ operations: { ...lists.operations, [id]: wrong } });

const vector = (...values: number[]): Tensor => tensorOf('float64', [values.length], values);
const xs = [vector(1, 2), vector(3), vector(4, 5, 6)];
const axis = 0;

describe.each([
  ['in this process', inProcess()],
  ['in a child', child.subject],
])('a list crosses %s', (_, on) => {
  test('as an input and as a result', async () => {
    const { y } = await on(concat, { xs }, { axis });
    expect(y).toEqual(vector(1, 2, 3, 4, 5, 6));
    expect(listOf(await on(split, { x: y }, { axis, parts: [2, 1, 3] }), 'ys')).toEqual(xs);
  });

  test('as cotangents, and as gradients', async () => {
    const g = vector(6, 5, 4, 3, 2, 1);
    const pulled = await on.gradient(concat, { xs }, { y: g }, { axis });
    expect(listOf(pulled, 'xs')).toEqual([vector(6, 5), vector(4), vector(3, 2, 1)]);
    const cotangents = Object.fromEntries(xs.map((x, k) => [`ys.${k}`, x]));
    expect((await on.gradient(split, { x: g }, cotangents, { axis, parts: [2, 1, 3] }))['x']).toEqual(
      vector(1, 2, 3, 4, 5, 6),
    );
  });

  test('without a member, to be refused', async () => {
    await expect(on(concat, { xs: [] }, { axis })).rejects.toThrow('nothing to concatenate');
  });
});

describe('what a call gives for a list', () => {
  const given = { x: vector(1, 2) };
  const parts = { axis, parts: [1, 1] };

  test('may come bare or by name', async () => {
    const named = forward('tensor.split', () => ({ ys: [vector(1), vector(2)] }));
    expect(Object.keys(await named(split, given, parts))).toEqual(['ys.0', 'ys.1']);
  });

  test.each([
    ['one too few', [vector(1)], 'output ys must be a list of 2, got an array of length 1'],
    ['one too many', [vector(1), vector(2), vector()], 'output ys must be a list of 2, got an array of length 3'],
    ['no list', vector(1, 2), 'output ys must be a list of 2, got an object with dtype, shape, data'],
    ['nothing', undefined, 'output ys must be a list of 2, got undefined'],
    ['a hole in it', [vector(1), undefined], 'output ys.1 must be float64[1], got undefined'],
    ['a member of another shape', [vector(1), vector(2, 3)], 'output ys.1 must be float64[1], got float64[2]'],
    ['a member of another type', [vector(1), tensorOf('float32', [1], [2])], 'must be float64[1], got float32[1]'],
  ])('%s is malformed', async (_, value, message) => {
    await expect(forward('tensor.split', () => value)(split, given, parts)).rejects.toThrow(message);
  });

  test('one gradient too few is malformed', async () => {
    const on = inProcess({ gradients: { 'tensor.concat': () => ({ xs: [vector(1, 2)] }) } });
    await expect(on.gradient(concat, { xs }, { y: vector(1, 2, 3, 4, 5, 6) }, { axis })).rejects.toThrow(
      'the gradient of xs must be a list of 3, got an array of length 1',
    );
  });
});

describe('the list that is given', () => {
  const concatenated = lists.operations['tensor.concat'];

  test('is read back as it is after the call', async () => {
    const reverses = forward('tensor.concat', (inputs: { xs: Tensor[] }) => {
      const y = concatenated(inputs);
      inputs.xs.reverse();
      return y;
    });
    const alike = [vector(1), vector(2)];
    const { inputsAfter } = await reverses.observed(concat, { xs: alike }, { axis });
    expect(listOf(inputsAfter, 'xs')).toEqual(alike.toReversed());
  });

  test('must have as many members after the call', async () => {
    const empties = forward('tensor.concat', (inputs: { xs: Tensor[] }) => {
      const y = concatenated(inputs);
      inputs.xs.pop();
      return y;
    });
    await expect(empties.observed(concat, { xs }, { axis })).rejects.toThrow(
      'after the call operand xs must be a list of 3, got an array of length 2',
    );
  });

  test('may hold one value twice, or views of one buffer', async () => {
    const seen: boolean[] = [];
    const on = forward('tensor.concat', (inputs: { xs: Tensor[] }) => {
      seen.push(inputs.xs[0] === inputs.xs[1], inputs.xs[0]?.data.buffer === inputs.xs[1]?.data.buffer);
      return concatenated(inputs);
    });
    const twice = { xs: [vector(1), vector(1)] };
    await on(concat, twice, { axis }, { storage: 'aliased' });
    await on(concat, twice, { axis }, { storage: 'shared' });
    await on(concat, twice, { axis });
    expect(seen).toEqual([true, true, false, true, false, false]);
  });
});

test('the code of a call with lists runs beside the adapter', async () => {
  const { subject: on, calls } = traced(inProcess());
  await on(split, { x: vector(1, 2, 3) }, { axis, parts: [1, 2] });
  await on.gradient(concat, { xs: [vector(7), vector(8, 9)] }, { y: vector(1, 2, 3) }, { axis });
  const code = snippetOf(calls(), 'adapters/lists.ts');
  expect(code).toContain('adapter.fromNative(result1[1], ');
  expect(code).toContain("['tensor.concat']({ xs: [adapter.toNative(xs0), adapter.toNative(xs1)] }, ");
  const output = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code],
    { cwd: folder, encoding: 'utf8' },
  );
  expect(output.match(/Float64Array\(\d\) \[ [^\]]* \]/g)).toEqual([
    'Float64Array(1) [ 1 ]',
    'Float64Array(2) [ 2, 3 ]',
    'Float64Array(1) [ 1 ]',
    'Float64Array(2) [ 2, 3 ]',
  ]);
});

test('a token holds a list, an empty one too', () => {
  const token = { law: 'tensor.concat/C1', dtype: 'float64', case: { xs, none: [], axis }, seed: 1 } as const;
  expect(decodeToken(encodeToken(token))).toEqual(token);
});

test('the outline of an operation says what is a list', async () => {
  await loadOperations([concat.id]);
  expect(outlineOf(concat).inputs).toMatchObject([{ name: 'xs', list: true, axes: ['each s*'] }]);
});
