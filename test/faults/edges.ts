import { identity, type Matrix, matrix } from '../../src/_internal/dense/matrix.ts';
import { eliminate } from '../../src/decompositions/_internal/eliminate.ts';
import { solveWith } from '../../src/decompositions/_internal/substitute.ts';
import { symmetricEigen } from '../../src/decompositions/_internal/symmetricEigen.ts';
import { implementations } from '../../src/registry.generated.ts';
import { overMembers, vector, whole } from './_internal/members.ts';
import { mapped } from './_internal/plain.ts';
import type { Fault } from './fault.ts';

const right = implementations;
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
  {
    name: 'the batch ends at the first singular member',
    operation: 'decompositions.inv',
    caughtBy: 'decompositions.inv/badMember',
    operations: {
      'decompositions.inv': ({ a }) => {
        let ended = false;
        return overMembers([a], (member = empty) => {
          const x = ended ? undefined : inverted(member);
          ended ||= x === undefined;
          return { x: whole(x ?? without(member)) };
        }).x;
      },
    },
  },
  {
    name: 'a right-hand side solved with the factors of the last good member',
    operation: 'decompositions.solve',
    caughtBy: 'decompositions.solve/badMember',
    operations: {
      'decompositions.solve': ({ a, b }) => {
        let [factored, spoilt] = [empty, false];
        return overMembers([a, b], (left = empty, given = empty) => {
          if (inverted(left) === undefined) spoilt = true;
          // After a bad member the factors are not replaced any more.
          if (!spoilt || factored.rows !== left.rows) factored = left;
          return { x: whole(solveWith(eliminate(factored), given)) };
        }).x;
      },
    },
  },
  {
    name: 'NaN in one member spoils all eigenvalues',
    operation: 'decompositions.eigh',
    caughtBy: 'decompositions.eigh/badMember',
    operations: {
      'decompositions.eigh': async (inputs, attributes) => {
        if (inputs.a.data.every(Number.isFinite)) return right['decompositions.eigh'](inputs, attributes);
        return overMembers([inputs.a], (member = empty) => {
          const { w, v } = holdsNumbers(member)
            ? symmetricEigen(member)
            : { w: new Float64Array(member.rows).fill(Number.NaN), v: without(member) };
          return { w: vector(w.map(() => Number.NaN)), v: whole(v) };
        });
      },
    },
  },
  {
    name: 'the product of no pivots is 0',
    operation: 'decompositions.det',
    caughtBy: 'decompositions.det/C5',
    operations: {
      'decompositions.det': async (inputs, attributes) => {
        const d = await right['decompositions.det'](inputs, attributes);
        return inputs.a.shape.at(-1) === 0 ? mapped(d, () => 0) : d;
      },
    },
  },
  {
    name: 'scaled by the largest of no elements',
    operation: 'linalg.frobeniusNorm',
    caughtBy: 'linalg.frobeniusNorm/C8',
    operations: {
      'linalg.frobeniusNorm': async (inputs, attributes) => {
        const norm = await right['linalg.frobeniusNorm'](inputs, attributes);
        return inputs.a.shape.slice(-2).includes(0) ? mapped(norm, () => Number.NEGATIVE_INFINITY * 0) : norm;
      },
    },
  },
  {
    name: 'the largest of no singular values',
    operation: 'linalg.spectralNorm',
    caughtBy: 'linalg.spectralNorm/C7',
    operations: {
      'linalg.spectralNorm': async (inputs, attributes) => {
        const norm = await right['linalg.spectralNorm'](inputs, attributes);
        return inputs.a.shape.slice(-2).includes(0) ? mapped(norm, () => Math.max()) : norm;
      },
    },
  },
];
