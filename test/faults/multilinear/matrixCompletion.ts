import { matrixCompletion } from '../../../spec/multilinear/matrixCompletion.ts';
import { at, build, type Matrix, matrix } from '../../../src/_internal/dense/matrix.ts';
import { composed, singularValues } from '../../../src/_internal/dense/singularValues.ts';
import { entries } from '../_internal/matrices.ts';
import { memberFaultsOf } from '../_internal/memberFaults.ts';
import { mapped, orZero } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const shrunk = (a: Matrix, tau: number, last = Number.POSITIVE_INFINITY): Matrix => {
  const { u, s, v } = singularValues(a);
  return composed(
    u,
    s.map((value, k) => (k < last ? Math.max(value - tau, 0) : 0)),
    v,
  );
};

interface Given {
  readonly a: Matrix;
  readonly known: Matrix;
}

export const faults: readonly Fault[] = [
  ...memberFaultsOf(matrixCompletion, ({ wrong, spoilt }) => {
    /** Some steps, each of which takes X to another one. */
    const steps = (name: string, clause: string, step: (given: Given, x: Matrix, tau: number) => Matrix, least = 0) =>
      wrong(name, clause, ({ a, known }, { tau, iterations }) => {
        let x = matrix(a.rows, a.columns);
        for (let k = 0; k < Math.max(iterations, least); k++) x = step({ a, known }, x, tau);
        return x;
      });
    const filled = ({ a, known }: Given, x: Matrix, unknown = 1): Matrix =>
      build(a.rows, a.columns, (i, j) => (at(known, i, j) === 0 ? unknown * at(x, i, j) : at(a, i, j)));
    return [
      steps('unknown entries left at 0', 'C3', (given, x, tau) => shrunk(filled(given, x, 0), tau)),
      steps('unknown entries doubled', 'C4', (given, x, tau) => shrunk(filled(given, x, 2), tau)),
      steps('one step at least', 'C1', (given, x, tau) => shrunk(filled(given, x), tau), 1),
      steps('no threshold', 'C2', (given, x) => shrunk(filled(given, x), 0)),
      steps('the first singular value alone', 'C7', (given, x, tau) => shrunk(filled(given, x), tau, 1)),
      steps('half of every step', 'C6', (given, x, tau) => {
        const next = shrunk(filled(given, x), tau);
        return build(x.rows, x.columns, (i, j) => (at(x, i, j) + at(next, i, j)) / 2);
      }),
      spoilt('known entries put in at the end', 'C6', (x, { a, known }) =>
        filled({ a, known: known as unknown as Matrix }, x),
      ),
      spoilt('in single precision', 'C3', (x) => entries(x, Math.fround)),
    ];
  }),
  ...faultsOf('multilinear.matrixCompletion', ({ wrong }) => [
    wrong('unknown entries times 0', 'C5', ({ a, known }, attributes, right) => {
      const lost = mapped(a, (value, position) => value * (known.data[position] === 0 ? 0 : 1));
      const x = right({ a, known }, attributes);
      return mapped(x, (value, position) => value + 0 * (lost.data[position] as number));
    }),
    wrong('NaN taken for 0', 'R3', ({ a, known }, attributes, right) =>
      right({ a: mapped(a, orZero), known }, attributes),
    ),
  ]),
];
