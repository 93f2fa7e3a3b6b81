import { identity, type Matrix, matrix } from '../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../src/decompositions/_internal/substitute.ts';
import { symmetricEigen } from '../../src/decompositions/_internal/symmetricEigen.ts';
import { implementations } from '../../src/registry.generated.ts';
import { overMembers, vector, whole } from './_internal/members.ts';
import { mapped } from './_internal/plain.ts';
import { type Fault, faultsOf } from './fault.ts';

const empty = identity(0);

const holdsNumbers = (a: Matrix): boolean => a.data.every(Number.isFinite);

/** The inverse; undefined for a matrix that has none. */
function inverted(a: Matrix): Matrix | undefined {
  const elimination = eliminate(a);
  const { factors } = elimination;
  for (let i = 0; i < a.rows; i++) if (!(Math.abs(factors.data[i * (a.rows + 1)] ?? 0) > 0)) return undefined;
  return holdsNumbers(a) ? solveWith(elimination, identity(a.rows)) : undefined;
}

const without = (a: Matrix): Matrix => matrix(a.rows, a.columns, new Float64Array(a.data.length).fill(Number.NaN));

/** Faults at the edges of what a record speaks of: bad members of a batch, and tensors without elements. */
export const faults: readonly Fault[] = [
  ...faultsOf('decompositions.inv', ({ wrong }) => [
    wrong('the batch ends at the first singular member', 'badMember', ({ a }) => {
      let ended = false;
      return overMembers([a], (member = empty) => {
        const x = ended ? undefined : inverted(member);
        ended ||= x === undefined;
        return { x: whole(x ?? without(member)) };
      }).x;
    }),
  ]),
  ...faultsOf('decompositions.solve', ({ wrong }) => [
    wrong('a right-hand side solved with the factors of the last good member', 'badMember', ({ a, b }) => {
      let [factored, spoilt] = [empty, false];
      return overMembers([a, b], (left = empty, given = empty) => {
        if (inverted(left) === undefined) spoilt = true;
        // After a bad member the factors are not replaced any more.
        if (!spoilt || factored.rows !== left.rows) factored = left;
        return { x: whole(solveWith(eliminate(factored), given)) };
      }).x;
    }),
  ]),
  ...faultsOf('decompositions.eigh', ({ wrong }) => [
    wrong('NaN in one member spoils all eigenvalues', 'badMember', (inputs, attributes) => {
      if (inputs.a.data.every(Number.isFinite)) return implementations['decompositions.eigh'](inputs, attributes);
      return overMembers([inputs.a], (member = empty) => {
        const { w, v } = holdsNumbers(member)
          ? symmetricEigen(member)
          : { w: new Float64Array(member.rows).fill(Number.NaN), v: without(member) };
        return { w: vector(w.map(() => Number.NaN)), v: whole(v) };
      });
    }),
  ]),
  ...faultsOf('decompositions.det', ({ wrong }) => [
    wrong('the product of no pivots is 0', 'C5', (inputs, attributes) => {
      const d = implementations['decompositions.det'](inputs, attributes);
      return inputs.a.shape.at(-1) === 0 ? mapped(d, () => 0) : d;
    }),
  ]),
  ...faultsOf('linalg.frobeniusNorm', ({ wrong }) => [
    wrong('scaled by the largest of no elements', 'C8', (inputs, attributes) => {
      const norm = implementations['linalg.frobeniusNorm'](inputs, attributes);
      return inputs.a.shape.slice(-2).includes(0) ? mapped(norm, () => Number.NEGATIVE_INFINITY * 0) : norm;
    }),
  ]),
  ...faultsOf('linalg.spectralNorm', ({ wrong }) => [
    wrong('the largest of no singular values', 'C7', (inputs, attributes) => {
      const norm = implementations['linalg.spectralNorm'](inputs, attributes);
      return inputs.a.shape.slice(-2).includes(0) ? mapped(norm, () => Math.max()) : norm;
    }),
  ]),
];
