import { expect, test } from 'vitest';
import reference from '../../adapters/reference/adapter.ts';
import type { Adapter } from '../../conformance/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { lawsOf, loadOperations } from '../../conformance/judge/laws.ts';
import { runLaw } from '../../conformance/judge/runLaw.ts';
import { describe, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import type { NdArray } from '../../src/ndArray.ts';
import { implementations } from '../../src/registry.generated.ts';
import { arrayOf, byRows, mapped, valuesOf } from '../faults/_internal/plain.ts';

await loadOperations();

const {
  'information.klDivergence': klDivergence,
  'layers.logSoftmax': logSoftmax,
  'layers.maxPool2d': maxPool2d,
  'layers.zscore': zscore,
} = implementations;

/** An implementation without its gradient. */
type Forward<R> = R extends (...given: infer G) => infer O ? (...given: G) => O : never;

/** As scipy.stats.entropy: what is no distribution is made one. */
const normalised: Forward<typeof klDivergence> = ({ p, q }, attributes) => {
  const shares = (one: NdArray) => byRows(one, (row) => row.map((value) => value / row.reduce((a, b) => a + b, 0)));
  return klDivergence({ p: shares(p), q: shares(q) }, attributes);
};

/** As scipy.special.log_softmax: shifted by no more than a number. */
const unshifted: Forward<typeof logSoftmax> = ({ x }) => {
  if (x.shape.length === 0) return logSoftmax({ x }, {});
  return byRows(x, (row) => {
    const largest = Math.max(...row);
    const shift = Number.isFinite(largest) ? largest : 0;
    const total = Math.log(row.reduce((sum, value) => sum + Math.exp(value - shift), 0));
    return row.map((value) => value - shift - total);
  });
};

/** As NumPy's vector instructions: any zero of a window, here one of this sign where there is one. */
const withZero =
  (zero: number): Forward<typeof maxPool2d> =>
  ({ x }, attributes) => {
    const has = valuesOf(maxPool2d({ x: mapped(x, (value) => (Object.is(value, zero) ? 1 : 0)) }, attributes));
    return mapped(maxPool2d({ x }, attributes), (value, at) => (value === 0 && has[at] === 1 ? zero : value));
  };

/** As scipy.stats.zscore: too few rows are said by NaN. */
const saidByNaN: Forward<typeof zscore> = ({ x }, attributes) => {
  const [n = 0, d = 0] = x.shape;
  if (x.shape.length !== 2 || n > Number(attributes.correction)) return zscore({ x }, attributes);
  const nothing = (shape: readonly number[]) =>
    arrayOf(
      x.dtype,
      shape,
      Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => Number.NaN),
    );
  return { z: nothing([n, d]), mean: nothing([d]), deviation: nothing([d]) };
};

const verdictOf = async (
  id: string,
  clause: string,
  operation: unknown,
  promises: Partial<Adapter<NdArray>['profile']> = {},
) => {
  const adapter = {
    ...reference,
    profile: { ...reference.profile, reproducible: false, ...promises },
    operations: { ...implementations, [id]: operation },
  } as Adapter<NdArray>;
  const law = lawsOf(id).find((one) => one.clause === clause);
  if (law === undefined) throw new Error(`no ${id}/${clause}`);
  const context = contextOf(describe(readAdapter(adapter)), 'float64', law);
  const { verdict } = await runLaw(law, inProcessSubject(adapter), context, { runs: 60, seed: 1, adapterPath: 'a.ts' });
  return verdict;
};

test.each([
  ['information.klDivergence', 'C4', normalised],
  ['layers.logSoftmax', 'special', unshifted],
  ['layers.logSoftmax', 'C8', unshifted],
  ['layers.maxPool2d', 'zeros', withZero(0)],
  ['layers.maxPool2d', 'zeros', withZero(-0)],
])('what is left open is no failure: %s/%s', async (id, clause, operation) => {
  expect(await verdictOf(id, clause, operation)).toBe('passed');
});

test.each([
  ['nan', 'passed'],
  ['error', 'failed'],
] as const)('too few rows answered by NaN, where refusal by %s is promised: %s', async (refusal, expected) => {
  expect(await verdictOf('layers.zscore', 'signature', saidByNaN, { refusal })).toBe(expected);
});
