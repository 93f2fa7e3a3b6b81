import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import adapter from '../../adapters/reference/adapter.ts';
import { contextOf } from '../../conformance/judge/context.ts';
import { describe as described, readAdapter } from '../../conformance/subject/description.ts';
import { inProcessSubject } from '../../conformance/subject/inProcess.ts';
import { cotangentsFor, type GradientCase, gradientCases } from '../../properties/derived/gradientCases.ts';
import type { Context } from '../../properties/law.ts';
import { allowanceOf } from '../../properties/verbs/allowances.ts';
import { batchMembers } from '../../properties/verbs/batchMembers.ts';
import { exactPullback } from '../../properties/verbs/derivative.ts';
import { implicitPullback } from '../../properties/verbs/implicit.ts';
import { implicitEquations, residualsOf } from '../../properties/verbs/implicitEquations.ts';
import { algebraOf, exactValues, outputOf, satisfies } from '../../properties/verbs/judge.ts';
import { leftInverse } from '../../properties/verbs/leftInverse.ts';
import { cotangentsOfDefinition } from '../../properties/verbs/signs.ts';
import { eigh } from '../../spec/decompositions/eigh.ts';
import { qr } from '../../spec/decompositions/qr.ts';
import type { Equation } from '../../spec/meaning.ts';
import type { AnyOperation } from '../../spec/operation.ts';
import { operations } from '../../spec/registry.generated.ts';
import { type Exact, exact, toNumber } from '../../spec/scalars/exact.ts';
import { float } from '../../spec/scalars/float.ts';
import { type Tensor, tensorOf } from '../../spec/tensor.ts';

const subject = inProcessSubject(adapter);
const contextFor = (operation: AnyOperation, dtype: Context['dtype'] = 'float64') =>
  contextOf(described(readAdapter(adapter)), dtype, { operation, needs: [] });
const casesOf = (operation: AnyOperation, count = 20): GradientCase[] =>
  fc.sample(gradientCases(operation, contextFor(operation), { most: 4, entries: 'reals' }), {
    seed: 3,
    numRuns: count,
  });

const all: readonly AnyOperation[] = Object.values(operations);
const implicit = all.filter(({ residuals }) => residuals !== undefined);
const largest = (values: readonly number[]) => values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

/** Of symmetric matrices the gradients are compared as they count: with their transposes. */
function symmetrised(values: readonly Exact[], { shape }: Tensor): Exact[] {
  const n = shape.at(-1) ?? 1;
  return values.map((value, at) => {
    const within = at % (n * n);
    return exact.add(value, values[at - within + (within % n) * n + Math.floor(within / n)] ?? value);
  });
}

describe('the implicit function theorem', () => {
  test.each(implicit.filter(({ definition }) => definition !== undefined))(
    '$id: the gradient of the residuals is that of the definition, to seventy bits',
    async (operation) => {
      const context = contextFor(operation);
      for (const given of casesOf(operation)) {
        const outputs = await subject(operation, given.inputs, given.attributes);
        const cotangents = cotangentsFor(operation, given, context);
        const weights = await cotangentsOfDefinition(subject, operation, given, cotangents);
        const a = outputOf(given.inputs, 'a');
        const isSymmetric = operation.domain?.['a'] === 'positiveDefinite';
        const [found = [], expected = []] = [
          implicitPullback(operation, given, outputs, context)(cotangents),
          exactPullback(operation, given, context)(weights),
        ].map((list) => {
          const values = list.map((one) => one.exact);
          return isSymmetric ? symmetrised(values, a) : values;
        });
        const size = largest(expected.map(toNumber));
        found.forEach((one, at) => {
          const difference = Math.abs(toNumber(exact.sub(one, expected[at] ?? one)));
          expect(difference, JSON.stringify(given)).toBeLessThanOrEqual(2 ** -70 * size);
        });
      }
    },
  );

  test('results that break the equations, and have no solution near by, leave no gradient right', () => {
    const a = tensorOf('float64', [2, 2], [2, 1, 1, 3]);
    const [w, v] = [tensorOf('float64', [2], [1e9, -1]), tensorOf('float64', [2, 2], [5, Number.NaN, 0, 1])];
    const pulled = implicitPullback(eigh, { inputs: { a }, attributes: {} }, { w, v }, contextFor(eigh))({ w });
    expect(pulled.map(({ allowed }) => allowed)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  test('a batch has the gradients of its members', async () => {
    const values = [1, 2, 3, 4, 2, 0, 1, 5];
    const of = async (shape: readonly number[], list: readonly number[], weights: readonly number[]) => {
      const a = tensorOf('float64', shape, list);
      const outputs = await subject(qr, { a });
      const g = tensorOf('float64', shape, weights);
      return implicitPullback(qr, { inputs: { a }, attributes: {} }, outputs, contextFor(qr))({ q: g, r: g });
    };
    const weights = [1, -2, 3, 1, 2, 5, -1, 1];
    const whole = await of([2, 1, 2, 2], values, weights);
    const one = [
      ...(await of([2, 2], values.slice(0, 4), weights.slice(0, 4))),
      ...(await of([2, 2], values.slice(4), weights.slice(4))),
    ];
    expect(whole.map((each) => toNumber(each.exact))).toEqual(one.map((each) => toNumber(each.exact)));
    expect(whole.map(({ allowed }) => allowed)).toEqual(one.map(({ allowed }) => allowed));
    expect(whole.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('residuals', () => {
  test.each(implicit)('$id: each is what the equation of its clause holds to be small', async (operation) => {
    const context = contextFor(operation);
    for (const given of casesOf(operation, 8)) {
      const outputs = await subject(operation, given.inputs, given.attributes);
      // No solution, so that something is left of every equation.
      const moved = Object.entries(outputs).map(([name, { dtype, shape, data }]) => [
        name,
        tensorOf(
          dtype,
          shape,
          dtype === 'int32' ? data : Array.from(data, (value, at) => 1.5 * value + 1 + ((at * 7) % 5)),
        ),
      ]);
      const { members, ...bound } = batchMembers(operation, given.inputs, Object.fromEntries(moved), given.attributes);
      for (const parts of members) {
        const equations = implicitEquations(operation, parts, new Set(Object.keys(given.inputs)), bound);
        const { rows, clauses } = residualsOf(
          equations,
          float('float64'),
          equations.results.map(({ value }) => value),
        );
        const values = exactValues(operation, parts, bound.attributes);
        if (typeof values === 'string') throw new Error(values);
        let row = 0;
        for (const [clause, count] of clauses) {
          const own = rows.slice(row, row + count);
          row += count;
          const equation = operation.equations?.[clause] as Equation;
          const judged = allowanceOf(equation, algebraOf(context), values, bound.attributes, bound.binding.sizes);
          // Where it holds exactly, it is a zero that is asked for.
          if (judged === undefined) continue;
          const { at } = algebraOf(context);
          const { residual } = judged;
          const others = residual.entries.map((_, k) =>
            at(residual, Math.floor(k / residual.columns), k % residual.columns),
          );
          expect(others.length, clause).toBe(own.length);
          const [most, unit] = [largest(own), largest(others) / largest(own) || 1];
          const power = Math.log2(unit);
          expect(Math.abs(power - Math.round(power)), `${clause}: units`).toBeLessThan(1e-6);
          const sign = Math.sign((own[0] ?? 0) * (others[0] ?? 0)) || 1;
          own.forEach((value, k) => {
            const off = Math.abs(value - (sign * (others[k] ?? 0)) / unit);
            expect(off, `${operation.id}/${clause}`).toBeLessThanOrEqual(1e-12 * most);
          });
        }
      }
    }
  });
});

describe('the bound', () => {
  /** V (diag(wbar) + F o (V^T Vbar)) V^T, symmetrised, for a V and a w that are off. */
  function textbook(v: readonly number[], w: readonly number[], wBar: readonly number[], vBar: readonly number[]) {
    const n = w.length;
    const sum = (term: (p: number) => number) => w.reduce((total, _, p) => total + term(p), 0);
    const entry = (list: readonly number[], i: number, j: number) => list[i * n + j] ?? 0;
    const grid = (element: (i: number, j: number) => number) =>
      Array.from({ length: n * n }, (_, at) => element(Math.floor(at / n), at % n));
    const inner = grid((i, j) =>
      i === j ? (wBar[i] ?? 0) : sum((p) => entry(v, p, i) * entry(vBar, p, j)) / ((w[j] ?? 0) - (w[i] ?? 0)),
    );
    const half = grid((i, j) => sum((p) => entry(v, i, p) * entry(inner, p, j)));
    const whole = grid((i, j) => sum((p) => entry(half, i, p) * entry(v, j, p)));
    return grid((i, j) => (entry(whole, i, j) + entry(whole, j, i)) / 2);
  }

  test('a pullback at eigenvectors as far off as the equations allow stays within it', async () => {
    const context = contextFor(eigh, 'float32');
    let worst = 0;
    for (const given of casesOf(eigh, 60).filter(({ inputs }) => outputOf(inputs, 'a').shape.length === 2)) {
      const a = outputOf(given.inputs, 'a');
      const { w, v } = await subject(eigh, { a });
      const n = w.data.length;
      const judged = (share: number) => {
        const off = (at: number) => share * ((((at * 5 + 2) % 7) - 3) / 3);
        const moved = Array.from(v.data, (value, at) => value + off(at));
        const outputs = { w, v: tensorOf('float64', [n, n], moved) };
        const ratio = ['C1', 'C2'].map((clause) => satisfies(eigh, clause, { a }, {}, outputs, context).ratio);
        return { moved, ratio: Math.max(...ratio) };
      };
      const share = 0.9 / judged(1e-7).ratio / 1e7;
      const { moved, ratio } = judged(share);
      expect(ratio).toBeLessThanOrEqual(1);
      const cotangents = cotangentsFor(eigh, given, context);
      const [wBar, vBar] = [Array.from(outputOf(cotangents, 'w').data), Array.from(outputOf(cotangents, 'v').data)];
      const got = textbook(moved, Array.from(w.data), wBar, vBar);
      const pulled = implicitPullback(eigh, { inputs: { a }, attributes: {} }, { w, v }, context)(cotangents);
      const want = symmetrised(
        pulled.map((one) => one.exact),
        a,
      ).map((one) => toNumber(one) / 2);
      got.forEach((value, at) => {
        worst = Math.max(worst, Math.abs(value - (want[at] ?? 0)) / (pulled[at]?.allowed ?? 0));
      });
    }
    expect(worst).toBeLessThanOrEqual(1);
    expect(worst).toBeGreaterThan(0.001);
  });
});

describe('a left inverse', () => {
  test('times the matrix is the identity, whatever the scales', () => {
    const rows = [
      [1, 2e6, 0],
      [3, 1e6, 1e-3],
      [0, 1e6, 2e-3],
      [1, 0, 0],
    ];
    const inverse = leftInverse(rows, [1, 1, 1, 1], [1, 2 ** -20, 2 ** 10]) ?? [];
    inverse.forEach((row, i) => {
      [0, 1, 2].forEach((j) => {
        const product = row.reduce((sum, value, k) => sum + value * (rows[k]?.[j] ?? 0), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 8);
      });
    });
  });

  test('there is none where columns are dependent', () => {
    expect(
      leftInverse(
        [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        [1, 1, 1],
        [1, 1],
      ),
    ).toBeUndefined();
  });
});
