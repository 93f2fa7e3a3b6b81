import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Adapter } from '../conformance/adapter.ts';
import { contextOf } from '../conformance/judge/context.ts';
import { describe as describeAdapter, readAdapter } from '../conformance/subject/description.ts';
import { inProcessSubject } from '../conformance/subject/inProcess.ts';
import { decodeTensor } from '../golden/_internal/decodeTensor.ts';
import { loadFixtures } from '../golden/fixture.ts';
import {
  inverseProved,
  leastSquaresProved,
  solutionProved,
} from '../properties/decompositions/_internal/provedErrors.ts';
import { equationLaws } from '../properties/derived/equations.ts';
import type { Context, Observation } from '../properties/law.ts';
import type { AnyOperation } from '../spec/operation.ts';
import { operations } from '../spec/registry.generated.ts';
import { parseSignature } from '../spec/signature.ts';
import { complexOf, type Tensor, type WideDtype } from '../spec/tensor.ts';

type Encoded = readonly [shape: readonly number[], data: string];

interface Stranger {
  readonly name: string;
  readonly dtype: WideDtype;
  readonly a: Encoded;
  readonly b: Encoded;
  readonly answers: Readonly<Record<string, Readonly<Record<string, Encoded>>>>;
}

const path = new URL('../golden/strangers/answers.json.gz', import.meta.url);
const { matrices, tools }: { matrices: readonly Stranger[]; tools: Readonly<Record<string, string>> } = JSON.parse(
  gunzipSync(readFileSync(path)).toString(),
);

const encodedOf = (answers: Stranger['answers'], name: string, output: string): Encoded => {
  const found = answers[name]?.[output];
  if (found === undefined) throw new RangeError(`there is no ${output} of ${name}`);
  return found;
};

const idOf = (name: string) => `decompositions.${name}` as keyof typeof operations;

/** What was asked of an operation, and what LAPACK said. */
interface Answered {
  readonly operation: AnyOperation;
  readonly dtype: WideDtype;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: Readonly<Record<string, Tensor>>;
}

function answered({ dtype, a, b, answers }: Stranger, name: string): Answered {
  const operation: AnyOperation = operations[idOf(name)];
  const { inputs, outputs } = parseSignature(operation.signature);
  const decoded = ([shape, data]: Encoded, of: Tensor['dtype'] = dtype): Tensor =>
    decodeTensor({ dtype: of, shape: [...shape], data });
  const given = { a: decoded(a), b: decoded(b) };
  return {
    operation,
    dtype,
    inputs: Object.fromEntries(Object.entries(given).filter(([one]) => inputs.some(({ name }) => name === one))),
    outputs: Object.fromEntries(
      outputs.map(({ name: output, complex, integer }) => {
        const [shape, data] = encodedOf(answers, name, output);
        // A complex number is stored as two.
        const own = complex ? [...shape.slice(0, -1), (shape.at(-1) ?? 0) / 2] : shape;
        return [output, decoded([own, data], integer ? 'int32' : complex ? complexOf[dtype] : dtype)];
      }),
    ),
  };
}

/** An adapter that knows one question, whatever it is asked. */
const answering = ({ operation, dtype, outputs }: Answered) => ({
  name: 'LAPACK',
  version: tools['scipy'] ?? '',
  profile: { dtype },
  toNative: (tensor: Tensor) => tensor,
  fromNative: (tensor: Tensor) => tensor,
  operations: { [operation.id]: () => outputs },
});

/** The equations of the record, each asked of the adapter. */
async function judged(one: Answered): Promise<readonly (Observation & { readonly clause: string })[]> {
  const adapter = readAdapter(answering(one));
  const [on, description] = [inProcessSubject(adapter as Adapter), describeAdapter(adapter)];
  const found = equationLaws(one.operation).map(async (law) => {
    const context = contextOf(description, one.dtype, law);
    const [seen] = await law.check(on, { inputs: one.inputs, attributes: {} }, context);
    return { ...(seen as Observation), clause: law.clause };
  });
  return Promise.all(found);
}

const answeredBy = (name: string) => matrices.filter(({ answers }) => name in answers);

test('there are 300 matrices, of both precisions, and ten operations', () => {
  expect(matrices.length).toBe(300);
  expect(matrices.filter(({ dtype }) => dtype === 'float32').length).toBe(100);
  const asked = new Set(matrices.flatMap(({ answers }) => Object.keys(answers)));
  expect([...asked].sort()).toEqual(['cholesky', 'eig', 'eigh', 'inv', 'lstsq', 'lu', 'pinv', 'qr', 'solve', 'svd']);
});

describe('what LAPACK answers passes every equation', () => {
  test.each([
    ['cholesky', 40],
    ['eig', 140],
    ['eigh', 100],
    ['inv', 120],
    ['lstsq', 170],
    ['lu', 150],
    ['pinv', 170],
    ['qr', 170],
    ['solve', 120],
    ['svd', 170],
  ] as const)('of %s, on %i matrices and more', async (name, least) => {
    const asked = answeredBy(name);
    expect(asked.length).toBeGreaterThanOrEqual(least);
    const seen = await Promise.all(
      asked.map(async (stranger) =>
        (await judged(answered(stranger, name)))
          .filter(({ ratio }) => !(ratio <= 1))
          .map(({ clause, ratio }) => `${stranger.name}, ${stranger.dtype}: ${name}/${clause} ${ratio}`),
      ),
    );
    expect(seen.flat()).toEqual([]);
  });
});

describe('an answer with one digit changed is found out', () => {
  /** The largest number of the first result that is no permutation, off by a thousandth. */
  const changed = (one: Answered): Answered => {
    const [name, tensor] = Object.entries(one.outputs).find(([, { dtype }]) => dtype !== 'int32') as [string, Tensor];
    const sizes = Array.from(tensor.data, Math.abs);
    const at = sizes.indexOf(Math.max(...sizes));
    const data = tensor.data.map((value, i) => (i === at ? value * 1.001 : value));
    return { ...one, outputs: { ...one.outputs, [name]: { ...tensor, data } as Tensor } };
  };

  test.each(['cholesky', 'eig', 'eigh', 'inv', 'lstsq', 'lu', 'pinv', 'qr', 'solve', 'svd'])('of %s', async (name) => {
    // Whose answers are not zero, and are known to more than three digits.
    const asked = answeredBy(name).filter(
      ({ name, dtype }) => dtype === 'float64' && /^(normal|integers|clement|minimum|latms mode 4)/.test(name),
    );
    expect(asked.length).toBeGreaterThan(1);
    for (const stranger of asked) {
      const seen = await judged(changed(answered(stranger, name)));
      expect(Math.max(...seen.map(({ ratio }) => ratio)), stranger.name).toBeGreaterThan(1);
    }
  });
});

test('the answers of solve, inv and lstsq are proved right where the condition lets it, and nowhere proved wrong', () => {
  const verdicts = ['solve', 'inv', 'lstsq'].map((name) => {
    const seen = answeredBy(name).flatMap((stranger) => {
      const { dtype, inputs, outputs } = answered(stranger, name);
      const context = { dtype, u: dtype === 'float32' ? 2 ** -24 : 2 ** -53 } as Context;
      const [a, b, x] = [inputs['a'], inputs['b'], outputs['x']] as [Tensor, Tensor, Tensor];
      const [m = 0, n = 0] = a.shape;
      if (m < n) return [];
      if (name === 'inv') return inverseProved(a, x, context);
      return (name === 'solve' ? solutionProved : leastSquaresProved)({ a, b, x }, context);
    });
    expect(Math.max(...seen.map(({ ratio }) => ratio))).toBeLessThanOrEqual(1);
    const proved = seen.filter(({ judged = 1 }) => judged > 0).length;
    return [name, proved, seen.length - proved];
  });
  // Undecidable are those of lower rank, which have no inverse.
  expect(verdicts).toEqual([
    ['solve', 133, 0],
    ['inv', 128, 0],
    ['lstsq', 153, 12],
  ]);
});

describe("NIST's linear regressions: the digits that a stable solver can reach are those of its backward error", () => {
  const context = { dtype: 'float64', u: 2 ** -53 } as Context;
  const problems = loadFixtures('decompositions.lstsq').map(({ id, inputs, outputs }) => {
    const [a, b, x] = [inputs['a'], inputs['b'], outputs['x']] as [Tensor, Tensor, Tensor];
    return { name: id.replace(/.*\/nist-/, ''), a, b, x };
  });
  const worstOf = ({ a, b }: (typeof problems)[number], x: Tensor) => leastSquaresProved({ a, b, x }, context)[0];

  /** The last digit of an unknown that may not be changed: where it is, the change is proved wrong. */
  const digitOf = (problem: (typeof problems)[number], i: number): number => {
    const changed = (digit: number): Tensor => {
      const data = problem.x.data.map((value, at) => (at === i ? value * (1 + 10 ** -digit) : value));
      return { ...problem.x, data } as Tensor;
    };
    const isWrong = (digit: number) => (worstOf(problem, changed(digit))?.ratio ?? 0) > 1;
    return [...Array(12).keys()].find((digit) => !isWrong(digit + 1)) ?? 12;
  };

  test.each([
    // Of degree 10: normwise backward errors leave no digit to any coefficient.
    ['filip', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['longley', [0, 1, 2, 2, 2, 1, 0]],
    ['no-intercept-1', [12]],
    ['no-intercept-2', [12]],
    ['norris', [8, 11]],
    ['pontius', [8, 11, 9]],
    ['wampler-1', [5, 5, 5, 6, 8, 9]],
    ['wampler-2', [5, 4, 4, 4, 4, 5]],
    ['wampler-3', [5, 5, 5, 6, 7, 9]],
    ['wampler-4', [3, 3, 3, 4, 5, 7]],
    ['wampler-5', [1, 1, 1, 2, 3, 5]],
  ] as const)('%s: the published answer is proved right, to %j digits', (name, digits) => {
    const problem = problems.find((one) => one.name === name) as (typeof problems)[number];
    expect(worstOf(problem, problem.x)).toMatchObject({ judged: problem.x.data.length, unjudged: 0 });
    expect(worstOf(problem, problem.x)?.ratio).toBeLessThan(0.01);
    expect(Array.from(problem.x.data, (_, i) => digitOf(problem, i))).toEqual(digits);
  });
});
