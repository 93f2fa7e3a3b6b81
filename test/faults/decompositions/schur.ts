import {
  at,
  build,
  identity,
  type Matrix,
  minus,
  plus,
  scaled,
  transposed,
} from '../../../src/_internal/dense/matrix.ts';
import { type RealSchur, realSchur } from '../../../src/decompositions/_internal/realSchur.ts';
import type { NdArray } from '../../../src/ndArray.ts';
import { overMembers, whole } from '../_internal/members.ts';
import { mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

const empty = identity(0);
const trivial: RealSchur = { q: empty, t: empty };
const rounded = (a: Matrix): Matrix => build(a.rows, a.columns, (i, j) => Math.fround(at(a, i, j)));

const each =
  (f: (a: Matrix) => RealSchur | undefined) =>
  ({ a }: { readonly a: NdArray }) =>
    overMembers([a], (member = empty) => {
      if (!member.data.every(Number.isFinite)) throw new RangeError('not finite');
      const { q, t } = f(member) ?? trivial;
      return { q: whole(q), t: whole(t) };
    });

/** The right factors, spoilt. */
const after = (f: (factors: RealSchur, a: Matrix) => RealSchur) => each((a) => f(realSchur(a) ?? trivial, a));

/** The factors with the planes of the first two columns turned, which makes a block of two real eigenvalues. */
function turned({ q, t }: RealSchur): RealSchur {
  const isFree = t.rows > 1 && at(t, 1, 0) === 0 && (t.rows === 2 || at(t, 2, 1) === 0);
  if (!isFree) return { q, t };
  const turn = (x: number, y: number, part: number) => (part === 0 ? 0.6 * x + 0.8 * y : 0.6 * y - 0.8 * x);
  const columns = (a: Matrix) =>
    build(a.rows, a.columns, (i, j) => (j < 2 ? turn(at(a, i, 0), at(a, i, 1), j) : at(a, i, j)));
  return { q: columns(q), t: transposed(columns(transposed(columns(t)))) };
}

export const faults: readonly Fault[] = faultsOf('decompositions.schur', ({ wrong, misread }) => [
  wrong(
    'Q transposed',
    'C1',
    after(({ q, t }) => ({ q: transposed(q), t })),
  ),
  wrong(
    'pairs of complex eigenvalues cut to their real parts',
    'C1',
    after(({ q, t }) => ({ q, t: build(t.rows, t.columns, (i, j) => (i > j ? 0 : at(t, i, j))) })),
  ),
  wrong(
    'factors in single precision',
    'C1',
    after(({ q, t }) => ({ q: rounded(q), t: rounded(t) })),
  ),
  wrong(
    'Q twice as long, T a quarter',
    'C2',
    after(({ q, t }) => ({ q: scaled(q, 2), t: scaled(t, 1 / 4) })),
  ),
  wrong(
    'not iterated',
    'C3',
    each((a) => ({ q: identity(a.rows), t: a })),
  ),
  wrong('a block of two real eigenvalues left', 'C4', after(turned)),
  wrong(
    'not iterated to the end',
    'C5',
    after(({ q, t }) => ({ q, t: build(t.rows, t.columns, (i, j) => at(t, i, j) + (i < j ? 1e-9 : 0)) })),
  ),
  wrong(
    'eigenvalues of A + 1e-9',
    'C6',
    after(({ q, t }) => ({ q, t: plus(t, scaled(identity(t.rows), 1e-9)) })),
  ),
  wrong(
    'symmetric part decomposed',
    'C1',
    each((a) => realSchur(scaled(minus(a, scaled(transposed(a), -1)), 0.5))),
  ),
  misread('NaN taken for zero', 'R1', ({ a }) => ({ a: mapped(a, (value) => value || 0) })),
  wrong('a bad member and all after it left at zero', 'badMember', ({ a }) => {
    let isGood = true;
    return overMembers([a], (member = empty) => {
      isGood &&= member.data.every(Number.isFinite);
      const { q, t } = (isGood ? realSchur(member) : undefined) ?? { q: scaled(member, 0), t: scaled(member, 0) };
      return { q: whole(q), t: whole(t) };
    });
  }),
]);
