import { byRows, mapped } from '../_internal/plain.ts';
import { type Fault, faultsOf } from '../fault.ts';

export const faults: readonly Fault[] = faultsOf('optimizers.clipNorm', ({ wrong, misset, wrongGradient }) => {
  const ofVector = (
    name: string,
    clause: string,
    f: (g: readonly number[], limits: { readonly maxNorm: number; readonly epsilon: number }) => number,
  ) =>
    wrong(name, clause, ({ g }, limits) =>
      byRows(g, (row) => {
        const by = f(row, limits);
        return row.map((value) => (by === 1 ? value : value * by));
      }),
    );
  const share = (length: number, maxNorm: number): number => (length > maxNorm ? maxNorm / length : 1);
  return [
    wrong('every entry clipped', 'C1', ({ g }, { maxNorm }) =>
      mapped(g, (value) => Math.min(Math.max(value, -maxNorm), maxNorm)),
    ),
    ofVector('the length of the largest entry', 'C1', (g, { maxNorm, epsilon }) =>
      share(Math.max(0, ...g.map(Math.abs)) + epsilon, maxNorm),
    ),
    ofVector('always made as long as the limit', 'C2', (g, { maxNorm, epsilon }) => {
      const length = Math.hypot(...g) + epsilon;
      return length === 0 ? 1 : maxNorm / length;
    }),
    ofVector('epsilon left out', 'C3', (g, { maxNorm }) => share(Math.hypot(...g), maxNorm)),
    ofVector('1e-6 added to the length all the same', 'C4', (g, { maxNorm, epsilon }) =>
      share(Math.hypot(...g) + epsilon + 1e-6, maxNorm),
    ),
    ofVector('the square of the length', 'C3', (g, { maxNorm, epsilon }) => {
      const length = Math.hypot(...g) + epsilon;
      return length > maxNorm ? (maxNorm / length) ** 2 : 1;
    }),
    ofVector('squares that vanish or overflow', 'C1', (g, { maxNorm, epsilon }) =>
      share(Math.sqrt(g.reduce((sum, value) => sum + value * value, 0)) + epsilon, maxNorm),
    ),
    misset('a limit of 0 taken for none', 'C5', ({ maxNorm }) => ({ maxNorm: maxNorm || 1e300 })),
    wrongGradient('the length taken for constant', 'jacobian', ({ g }, cotangent, { maxNorm, epsilon }) => {
      const shares: number[] = [];
      byRows(g, (row) => {
        shares.push(share(Math.hypot(...row) + epsilon, maxNorm));
        return row;
      });
      return { g: byRows(cotangent, (row, at) => row.map((value) => value * (shares[at] ?? 1))) };
    }),
  ];
});
