import { describe, expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { decodeToken, encodeToken } from '../../conformance/report/token.ts';
import { readTensor } from '../../conformance/subject/_internal/readTensor.ts';
import { describe as describeAdapter, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { roundTo, ulpOf } from '../../spec/scalars/float.ts';
import { tensorOf } from '../../spec/tensor.ts';
import { roundToHalf } from '../../src/_internal/roundToHalf.ts';
import { fromTensor } from '../../src/ndArray.ts';
import { implementations } from '../../src/registry.generated.ts';

const halves = ['float16', 'bfloat16'] as const;

/** One operation of each kind, and what their laws need. */
const offered = [
  'tensor.add',
  'tensor.mul',
  'tensor.div',
  'tensor.sum',
  'tensor.mean',
  'tensor.broadcastTo',
  'linalg.matmul',
  'linalg.dot',
  'layers.softmax',
  'layers.linear',
  'decompositions.cholesky',
  'programs.multilayerPerceptron',
];

describe.each(halves)('%s', (dtype) => {
  test('rounds every number, middle and neighbour of one as the specification does', () => {
    const round = (x: number): void => {
      for (const value of [x, -x, x * (1 + 2 ** -52), x * (1 - 2 ** -52)]) {
        if (!Object.is(roundToHalf(dtype, value), roundTo(dtype, value))) expect.unreachable(String(value));
      }
    };
    let count = 0;
    for (let value = 0; Number.isFinite(value); value += ulpOf(dtype, value), count++) {
      round(value);
      round(value + ulpOf(dtype, value) / 2);
      if (roundTo(dtype, value + ulpOf(dtype, value)) === Number.POSITIVE_INFINITY) break;
    }
    expect(count).toBe(dtype === 'float16' ? 31 * 1024 - 1 : 255 * 128 - 1);
    for (const value of [Number.NaN, Infinity, -Infinity, 1e300, 5e-324]) round(value);
  });

  test('is kept as numbers, rounded once, in a token as well', () => {
    const u = dtype === 'float16' ? 2 ** -11 : 2 ** -8;
    const x = tensorOf(dtype, [3], [1 + u + 2 ** -30, -0, Number.NaN]);
    expect(x.data).toEqual(Float32Array.of(1 + 2 * u, -0, Number.NaN));
    const token = { law: 'tensor.add/C1', dtype, case: { x }, seed: 1 } as const;
    expect(decodeToken(encodeToken(token))).toEqual(token);
  });

  test('has none but its own numbers', async () => {
    const due = { dtype, shape: [1] };
    const read = (value: number) =>
      readTensor(readAdapter(reference), fromTensor({ ...due, data: Float32Array.of(value) }), due, 'c');
    await expect(read(0.1)).rejects.toThrow(`which is no number of ${dtype}`);
    expect((await read(0.125)).data).toEqual(Float32Array.of(0.125));
  });

  test('is one type for all inputs, and not offered by every operation', () => {
    const [one, other] = [tensorOf(dtype, [1], [1]), tensorOf('float32', [1], [1])].map(fromTensor);
    if (one === undefined || other === undefined) throw new Error('two arrays');
    expect(() => implementations['tensor.add']({ a: one, b: other }, {})).toThrow(
      `every array must be ${dtype} like the other inputs, got float32`,
    );
    expect(() => implementations['tensor.cumsum']({ x: one }, { axis: 0 } as never)).toThrow(
      expect.objectContaining({ name: 'Unsupported' }),
    );
  });

  test.each(offered)('%s: no law fails', async (id) => {
    await loadOperations([id]);
    const description = describeAdapter(readAdapter(reference));
    const subject = inProcessSubject(reference);
    const reports = await Promise.all(
      lawsOf(id).map((law) =>
        runLaw(law, subject, contextOf(description, dtype, law), { runs: 20, seed: 5, adapterPath: 'x', shrinks: 0 }),
      ),
    );
    expect(reports.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'unsupported')).toEqual([]);
    expect(reports.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(
      id.startsWith('programs.') ? 3 : 15,
    );
  });
});
